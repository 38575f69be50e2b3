//! A table that is built once and asked often: flat in time, and the same in every run.

/// Byte strings to values. Nobody outside chooses what is in the table, so the longest way a question can go is known
/// when it is built; what is asked changes nothing.
#[derive(Debug)]
pub(super) struct Flat<V> {
    /// A power of two, at most half full.
    slots: Box<[Slot]>,
    entries: Vec<(Box<[u8]>, V)>,
    shortest: usize,
    longest: usize,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u32,
    /// The entry's number plus one; 0 is an empty slot.
    entry: u32,
}

impl<V> Flat<V> {
    /// A table of these keys; of equal keys the first stays.
    pub(super) fn new(keys: impl IntoIterator<Item = (Box<[u8]>, V)>) -> Flat<V> {
        let all: Vec<(Box<[u8]>, V)> = keys.into_iter().collect();
        let size = (all.len() * 2).next_power_of_two().max(4);
        let mut table = Flat {
            slots: vec![Slot { hash: 0, entry: 0 }; size].into(),
            entries: Vec::with_capacity(all.len()),
            shortest: all.iter().map(|(key, _)| key.len()).min().unwrap_or(usize::MAX),
            longest: all.iter().map(|(key, _)| key.len()).max().unwrap_or(0),
        };
        for (key, value) in all {
            let hash = hash(&key);
            if let Err(slot) = table.find(hash, &key) {
                table.entries.push((key, value));
                table.slots[slot] = Slot { hash, entry: u32::try_from(table.entries.len()).unwrap_or(0) };
            }
        }
        table
    }

    pub(super) fn get(&self, key: &[u8]) -> Option<&V> {
        if key.len() > self.longest || key.len() < self.shortest {
            return None;
        }
        let entry = self.find(hash(key), key).ok()?;
        self.entries.get(entry).map(|(_, value)| value)
    }

    /// The entry, or the slot where it would be.
    fn find(&self, hash: u32, key: &[u8]) -> Result<usize, usize> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            let Some(entry) = (slot.entry as usize).checked_sub(1) else { return Err(at) };
            // The empty key is that of the route `/*`: comparing it would call memcmp on a pointer into nothing.
            let known = &*self.entries[entry].0;
            if slot.hash == hash && known.len() == key.len() && (key.is_empty() || known == key) {
                return Ok(entry);
            }
            at = (at + 1) & mask;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn shortest(&self) -> usize {
        self.shortest
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
            assert_eq!(table.get(format!("https://a{n}.example.com").as_bytes()), Some(&n));
            assert_eq!(table.get(format!("https://b{n}.example.com").as_bytes()), None);
        }
        let longest_way = table.slots.split(|slot| slot.entry == 0).map(<[_]>::len).max();
        assert!(longest_way < Some(60), "{longest_way:?}");
        assert_eq!(table.get(b""), None);
    }

    #[test]
    fn an_empty_table_finds_nothing() {
        let table = Flat::<()>::new([]);
        assert!(table.is_empty() && table.get(b"").is_none() && table.get(b"a").is_none());
    }
}
