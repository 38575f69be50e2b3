//! A table that is built once and asked often: flat in time, and the same in every run.

/// What a table holds: it knows its own key, so that a look touches as little memory as it can.
pub(super) trait Keyed {
    fn key(&self) -> &[u8];
}

impl<V> Keyed for (Box<[u8]>, V) {
    fn key(&self) -> &[u8] {
        &self.0
    }
}

/// Entries by their keys. Nobody outside chooses what is in the table, so the longest way a question can go is known
/// when it is built; what is asked changes nothing.
#[derive(Debug)]
pub(super) struct Flat<E> {
    /// A power of two, at most half full.
    slots: Box<[Slot]>,
    entries: Vec<E>,
    shortest: usize,
    longest: usize,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u32,
    /// The entry's number plus one; 0 is an empty slot.
    entry: u32,
}

impl<E: Keyed> Flat<E> {
    /// A table of these entries; of equal keys the first stays.
    pub(super) fn new(entries: impl IntoIterator<Item = E>) -> Flat<E> {
        Flat::merged(entries, |_, _| {})
    }

    /// A table of these entries; what comes with the key of an earlier one is handed over with it.
    pub(super) fn merged(entries: impl IntoIterator<Item = E>, mut again: impl FnMut(&mut E, E)) -> Flat<E> {
        let all: Vec<E> = entries.into_iter().collect();
        let size = (all.len() * 2).next_power_of_two().max(4);
        let mut table = Flat {
            slots: vec![Slot { hash: 0, entry: 0 }; size].into(),
            shortest: all.iter().map(|entry| entry.key().len()).min().unwrap_or(usize::MAX),
            longest: all.iter().map(|entry| entry.key().len()).max().unwrap_or(0),
            entries: Vec::with_capacity(all.len()),
        };
        for entry in all {
            let hash = hash(entry.key());
            match table.find(hash, entry.key()) {
                Ok(known) => again(&mut table.entries[known], entry),
                Err(slot) => {
                    table.entries.push(entry);
                    table.slots[slot] = Slot { hash, entry: u32::try_from(table.entries.len()).unwrap_or(0) };
                }
            }
        }
        table
    }

    #[inline]
    pub(super) fn get(&self, key: &[u8]) -> Option<&E> {
        if key.len() > self.longest || key.len() < self.shortest {
            return None;
        }
        let entry = self.find(hash(key), key).ok()?;
        self.entries.get(entry)
    }

    /// The entry, or the slot where it would be.
    fn find(&self, hash: u32, key: &[u8]) -> Result<usize, usize> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            let Some(entry) = (slot.entry as usize).checked_sub(1) else { return Err(at) };
            if slot.hash == hash && self.entries[entry].key() == key {
                return Ok(entry);
            }
            at = (at + 1) & mask;
        }
    }

    /// The entries, in the order in which they came.
    pub(super) fn into_entries(self) -> Vec<E> {
        self.entries
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn longest(&self) -> usize {
        self.longest
    }
}

/// Multiply and fold, eight bytes at a time.
fn hash(key: &[u8]) -> u32 {
    const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;
    let fold = |state: u64, word: u64| {
        let product = u128::from(state ^ word) * u128::from(MULTIPLIER | 1);
        (product as u64) ^ ((product >> 64) as u64)
    };
    let mut state = 0x243f_6a88_85a3_08d3 ^ key.len() as u64;
    let (words, rest) = key.as_chunks::<8>();
    for word in words {
        state = fold(state, u64::from_le_bytes(*word));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    state = fold(state, u64::from_le_bytes(last));
    (fold(state, 0xa409_3822_299f_31d0) >> 16) as u32
}

#[cfg(test)]
mod tests {
    use super::Flat;

    #[test]
    fn finds_what_is_in_it_and_nothing_else() {
        let keys = (0..5000).map(|n| (format!("https://a{n}.example.com").into_bytes().into(), n));
        let table = Flat::new(keys);
        for n in 0..5000 {
            let found = table.get(format!("https://a{n}.example.com").as_bytes());
            assert_eq!(found.map(|(_, number)| *number), Some(n));
            assert_eq!(table.get(format!("https://b{n}.example.com").as_bytes()), None);
        }
        let longest_way = table.slots.split(|slot| slot.entry == 0).map(<[_]>::len).max();
        assert!(longest_way < Some(60), "{longest_way:?}");
        assert_eq!(table.get(b""), None);
    }

    #[test]
    fn an_empty_table_finds_nothing() {
        let table = Flat::<(Box<[u8]>, ())>::new([]);
        assert!(table.is_empty() && table.get(b"").is_none() && table.get(b"a").is_none());
    }
}
