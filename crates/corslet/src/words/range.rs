//! A [single range header value](https://fetch.spec.whatwg.org/#simple-range-header-value), with numbers of any size.

use std::cmp::Ordering;
use std::fmt;

/// How an engine reads the numbers and the unit of a `Range` that could be safelisted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum RangeSyntax {
    /// The standard's: `bytes` exactly, numbers of any size.
    #[default]
    Standard,
    /// Numbers from 2⁶³−1 on make it invalid.
    I64,
    /// Numbers above 2⁶⁴−1 make it invalid.
    U64,
    /// As [`RangeSyntax::U64`], but `bytes` in any case, and a number may begin with `+`.
    U64Lenient,
}

/// A decimal number as it was written, of any size.
#[derive(Clone, Copy, Debug)]
pub struct Digits<'a>(&'a [u8]);

impl Digits<'_> {
    /// The digits without leading zeros; nothing for zero.
    fn significant(&self) -> &[u8] {
        let zeros = self.0.iter().take_while(|&&digit| digit == b'0').count();
        &self.0[zeros..]
    }

    /// The number, where 64 bits hold it.
    #[must_use]
    pub fn to_u64(&self) -> Option<u64> {
        self.significant()
            .iter()
            .try_fold(0u64, |number, digit| number.checked_mul(10)?.checked_add(u64::from(digit - b'0')))
    }
}

impl PartialEq for Digits<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.significant() == other.significant()
    }
}

impl Eq for Digits<'_> {}

impl Ord for Digits<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let (own, others) = (self.significant(), other.significant());
        own.len().cmp(&others.len()).then_with(|| own.cmp(others))
    }
}

impl PartialOrd for Digits<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What a single range header value says: `bytes=start-end`, one of the two may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SingleRange<'a> {
    /// The first byte; missing in `bytes=-500`, the last 500.
    pub start: Option<Digits<'a>>,
    /// The last byte; missing in `bytes=500-`, from there to the end.
    pub end: Option<Digits<'a>>,
}

/// Why a value is not a single range header value, or not one that can be safelisted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum RangeError {
    /// It does not begin with `bytes`.
    NotBytes,
    /// `=` is missing at this byte.
    NoEqualsSign {
        /// Counted in bytes from 0.
        index: usize,
    },
    /// Neither digits nor the `-` between the two numbers at this byte.
    NoHyphen {
        /// Counted in bytes from 0.
        index: usize,
    },
    /// Something after the range, such as a second one.
    Trailing {
        /// Where it begins, counted in bytes from 0.
        index: usize,
    },
    /// `bytes=-`: neither a first nor a last byte.
    NoNumbers,
    /// The first byte comes after the last.
    StartAfterEnd,
    /// Too big for this engine; the standard's numbers have no limit.
    NumberTooBig,
    /// `bytes=-500`: a range by its length from the end is never safelisted.
    NoStart,
}

impl fmt::Display for RangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RangeError::NotBytes => f.write_str("it does not begin with `bytes`"),
            RangeError::NoEqualsSign { index } => write!(f, "`=` is missing at byte {index}"),
            RangeError::NoHyphen { index } => write!(f, "`-` is missing at byte {index}"),
            RangeError::Trailing { index } => {
                write!(f, "only one range may be asked for, and more follows at byte {index}")
            }
            RangeError::NoNumbers => f.write_str("it has neither a first nor a last byte"),
            RangeError::StartAfterEnd => f.write_str("its first byte comes after its last"),
            RangeError::NumberTooBig => f.write_str("a number is too big for this engine"),
            RangeError::NoStart => f.write_str("it has no first byte"),
        }
    }
}

impl std::error::Error for RangeError {}

/// [Parses a single range header value](https://fetch.spec.whatwg.org/#simple-range-header-value) without allowing
/// whitespace.
///
/// # Errors
/// When it is not one.
pub fn parse_single_range(value: &[u8], syntax: RangeSyntax) -> Result<SingleRange<'_>, RangeError> {
    let lenient = syntax == RangeSyntax::U64Lenient;
    let unit = value.get(..5).ok_or(RangeError::NotBytes)?;
    if unit != b"bytes" && !(lenient && unit.eq_ignore_ascii_case(b"bytes")) {
        return Err(RangeError::NotBytes);
    }
    let mut index = 5;
    if value.get(index) != Some(&b'=') {
        return Err(RangeError::NoEqualsSign { index });
    }
    index += 1;
    let start = digits(value, &mut index, lenient);
    if value.get(index) != Some(&b'-') {
        return Err(RangeError::NoHyphen { index });
    }
    index += 1;
    let end = digits(value, &mut index, lenient);
    if index != value.len() {
        return Err(RangeError::Trailing { index });
    }
    for number in start.iter().chain(&end) {
        let fits = match syntax {
            RangeSyntax::Standard => true,
            RangeSyntax::I64 => number.to_u64().is_some_and(|number| number < i64::MAX as u64),
            RangeSyntax::U64 | RangeSyntax::U64Lenient => number.to_u64().is_some(),
        };
        if !fits {
            return Err(RangeError::NumberTooBig);
        }
    }
    match (start, end) {
        (None, None) => Err(RangeError::NoNumbers),
        (Some(start), Some(end)) if start > end => Err(RangeError::StartAfterEnd),
        _ => Ok(SingleRange { start, end }),
    }
}

/// The digits at `index`, which moves behind them; none when there are none.
fn digits<'a>(value: &'a [u8], index: &mut usize, sign: bool) -> Option<Digits<'a>> {
    let mut begin = *index;
    if sign && value.get(begin) == Some(&b'+') && value.get(begin + 1).is_some_and(u8::is_ascii_digit) {
        begin += 1;
    }
    let count = value[begin..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    if count == 0 {
        return None;
    }
    *index = begin + count;
    Some(Digits(&value[begin..begin + count]))
}
