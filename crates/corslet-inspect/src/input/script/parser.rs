//! Reads the expressions of a script as far as they are literals.

use std::collections::BTreeMap;
use std::ops::Range;

use super::lexer::{Kind, Token};
use super::text::Text;
use super::value::{Entry, Placed, Value};
use crate::input::problem::Problem;

/// How deep brackets may nest.
const DEEPEST: usize = 64;

/// How many variables may stand for one another.
const LONGEST_CHAIN: usize = 8;

/// How many declarations are read: each may reach to the end of the text.
const MOST_VARIABLES: usize = 64;

/// The longest text that is put together.
const LONGEST_TEXT: usize = 1 << 20;

/// The tokens, where the reader is, and the variables that were declared.
pub(super) struct Parser<'s> {
    pub(super) source: &'s str,
    tokens: Vec<Token>,
    index: usize,
    /// Whether the end came inside a bracket, which is said once.
    is_open_at_end: bool,
    variables: BTreeMap<String, Placed>,
}

impl<'s> Parser<'s> {
    /// Reads every declaration first: a call may use a variable that is declared anywhere.
    pub(super) fn new(source: &'s str, tokens: Vec<Token>) -> Self {
        let mut parser =
            Parser { source, tokens, index: 0, is_open_at_end: false, variables: BTreeMap::new() };
        let mut declared = 0;
        for index in 0..parser.tokens.len() {
            let is_declared = ["const", "let", "var"].iter().any(|word| parser.tokens[index].is_name(word));
            let Some(Token { kind: Kind::Name(name), .. }) = parser.tokens.get(index + 1).cloned() else {
                continue;
            };
            let is_declared =
                is_declared && parser.tokens.get(index + 2).is_some_and(|token| token.is_sign('='));
            if is_declared && declared < MOST_VARIABLES {
                declared += 1;
                parser.index = index + 3;
                // What is wrong with it is said where it is used.
                let value = parser.expression(0, &mut Vec::new());
                parser.variables.insert(name, value);
            }
        }
        parser.is_open_at_end = false;
        parser
    }

    /// The value behind variables.
    pub(super) fn resolved<'v>(&'v self, mut value: &'v Placed) -> &'v Placed {
        for _ in 0..LONGEST_CHAIN {
            match &value.value {
                Value::Name(name) => match self.variables.get(name) {
                    Some(known) => value = known,
                    None => break,
                },
                _ => break,
            }
        }
        value
    }

    /// Whether the text ended inside a bracket: behind it, nothing is known.
    pub(super) fn is_cut_off(&self) -> bool {
        self.is_open_at_end
    }

    /// The tokens, to look for calls in.
    pub(super) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The arguments of the call whose bracket is this token.
    pub(super) fn arguments_at(&mut self, bracket: usize, problems: &mut Vec<Problem>) -> Vec<Placed> {
        self.index = bracket;
        self.arguments(0, problems)
    }

    /// The expression that begins with this token.
    pub(super) fn expression_at(&mut self, index: usize, problems: &mut Vec<Problem>) -> Placed {
        self.index = index;
        self.expression(0, problems)
    }

    /// The source as it is written.
    pub(super) fn written(&self, at: &Range<usize>) -> &'s str {
        self.source.get(at.clone()).unwrap_or_default()
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.index)
    }

    fn is_sign(&self, sign: char) -> bool {
        self.peek().is_some_and(|token| token.is_sign(sign))
    }

    /// Where the last token that was read ends.
    fn end(&self) -> usize {
        self.index.checked_sub(1).and_then(|index| self.tokens.get(index)).map_or(0, |token| token.at.end)
    }

    fn expression(&mut self, depth: usize, problems: &mut Vec<Problem>) -> Placed {
        let start = self.peek().map_or(self.source.len(), |token| token.at.start);
        let mut value = self.operand(depth, problems);
        while let Some(token) = self.peek() {
            let ends = matches!(token.kind, Kind::Sign(',' | ')' | ']' | '}' | ';' | ':'));
            let is_next_statement = token.begins_line && !matches!(token.kind, Kind::Sign(_));
            let is_literal = matches!(
                value.value,
                Value::Text(_)
                    | Value::Number(_)
                    | Value::Boolean(_)
                    | Value::Null
                    | Value::List(_)
                    | Value::Object(_)
            );
            // A comma is missing, which whoever called says.
            let is_next_item = is_literal && !matches!(token.kind, Kind::Sign(_));
            if ends || is_next_statement || is_next_item {
                break;
            }
            if token.is_sign('+') {
                self.index += 1;
                let right = self.operand(depth, problems);
                value = self.joined(&value, &right);
                continue;
            }
            self.skip();
            value.value = Value::Unknown;
        }
        value.at = start..self.end().max(start);
        value
    }

    /// `"a" + "b"`.
    fn joined(&self, left: &Placed, right: &Placed) -> Placed {
        let at = left.at.start..right.at.end;
        let text = |value: &Placed| match &self.resolved(value).value {
            Value::Text(text) => Some(text.clone()),
            Value::Number(number) => Some(Text { text: number.clone(), computed: Vec::new() }),
            _ => None,
        };
        match text(left).zip(text(right)) {
            Some((mut left, right)) if left.text.len() + right.text.len() <= LONGEST_TEXT => {
                let moved = left.text.len();
                left.text.push_str(&right.text);
                let computed = right.computed.into_iter();
                left.computed
                    .extend(computed.map(|(own, source)| (own.start + moved..own.end + moved, source)));
                Placed { value: Value::Text(left), at }
            }
            _ => Placed::unknown(at),
        }
    }

    fn operand(&mut self, depth: usize, problems: &mut Vec<Problem>) -> Placed {
        let Some(token) = self.peek().cloned() else {
            return Placed::unknown(self.source.len()..self.source.len());
        };
        let at = token.at.clone();
        if depth > DEEPEST {
            problems.push(Problem::new(at.clone(), "this is nested too deep to be read: write it flatter"));
            self.index = self.tokens.len();
            return Placed::unknown(at);
        }
        let value = match token.kind {
            Kind::Text(text) => {
                self.index += 1;
                Value::Text(text)
            }
            Kind::Number(number) => {
                self.index += 1;
                Value::Number(number)
            }
            Kind::Sign('{') => self.object(depth, problems),
            Kind::Sign('[') => self.list(depth, problems),
            // Nothing is here: the caller says what is missing.
            Kind::Sign(',' | ')' | ']' | '}' | ';' | ':') => Value::Unknown,
            Kind::Sign(_) => {
                self.skip();
                Value::Unknown
            }
            Kind::Name(name) => self.named(&name, depth, problems),
        };
        Placed { value, at: at.start..self.end().max(at.start) }
    }

    fn named(&mut self, name: &str, depth: usize, problems: &mut Vec<Problem>) -> Value {
        self.index += 1;
        match name {
            "true" => return Value::Boolean(true),
            "false" => return Value::Boolean(false),
            "null" => return Value::Null,
            "undefined" => return Value::Undefined,
            "await" => return self.operand(depth + 1, problems).value,
            "new" => {
                let path = self.path();
                let arguments =
                    if self.is_sign('(') { self.arguments(depth + 1, problems) } else { Vec::new() };
                return Value::New(path, arguments);
            }
            "function" | "async" | "class" => {
                self.skip_to_end();
                return Value::Unknown;
            }
            _ => {}
        }
        self.index -= 1;
        let path = self.path();
        if self.is_sign('(') {
            return Value::Call(path, self.arguments(depth + 1, problems));
        }
        Value::Name(path)
    }

    /// `a.b.c`.
    fn path(&mut self) -> String {
        let mut path = String::new();
        while let Some(Token { kind: Kind::Name(name), .. }) = self.peek() {
            path.push_str(name);
            self.index += 1;
            let is_longer = self.is_sign('.')
                && self.tokens.get(self.index + 1).is_some_and(|next| matches!(next.kind, Kind::Name(_)));
            if !is_longer {
                break;
            }
            path.push('.');
            self.index += 1;
        }
        path
    }

    fn arguments(&mut self, depth: usize, problems: &mut Vec<Problem>) -> Vec<Placed> {
        self.items('(', ')', depth, problems)
    }

    fn list(&mut self, depth: usize, problems: &mut Vec<Problem>) -> Value {
        Value::List(self.items('[', ']', depth, problems))
    }

    fn items(&mut self, open: char, close: char, depth: usize, problems: &mut Vec<Problem>) -> Vec<Placed> {
        let start = self.peek().map_or(0..0, |token| token.at.clone());
        self.index += 1;
        let mut items = Vec::new();
        loop {
            let before = self.index;
            if self.is_sign(close) {
                self.index += 1;
                return items;
            }
            if self.peek().is_none() {
                self.never_closed(start, open, close, problems);
                return items;
            }
            items.push(self.expression(depth + 1, problems));
            if self.is_sign(',') {
                self.index += 1;
            } else if !self.is_sign(close) && self.peek().is_some() {
                self.misplaced(close, problems);
            }
            if self.index == before {
                self.index += 1;
            }
        }
    }

    /// Says that a bracket is open at the end: of the innermost one, or each around it would be named as well.
    fn never_closed(&mut self, at: Range<usize>, open: char, close: char, problems: &mut Vec<Problem>) {
        if !self.is_open_at_end {
            let what = format!("this {open} is never closed: write {close} where it ends");
            problems.push(Problem::new(at, what));
        }
        self.is_open_at_end = true;
    }

    /// Says that a comma or a bracket is missing, and goes on behind the next of them.
    fn misplaced(&mut self, close: char, problems: &mut Vec<Problem>) {
        if let Some(token) = self.peek() {
            let what = format!("write , or {close} before this");
            problems.push(Problem::new(token.at.clone(), what));
        }
        while self.peek().is_some_and(|token| !token.is_sign(',') && !token.is_sign(close)) {
            self.skip();
        }
        if self.is_sign(',') {
            self.index += 1;
        }
    }

    fn object(&mut self, depth: usize, problems: &mut Vec<Problem>) -> Value {
        let start = self.peek().map_or(0..0, |token| token.at.clone());
        self.index += 1;
        let mut entries = Vec::new();
        loop {
            let before = self.index;
            let Some(token) = self.peek().cloned() else {
                self.never_closed(start, '{', '}', problems);
                return Value::Object(entries);
            };
            if token.is_sign('}') {
                self.index += 1;
                return Value::Object(entries);
            }
            self.entry(&token, depth, &mut entries, problems);
            if self.is_sign(',') {
                self.index += 1;
            } else if !self.is_sign('}') && self.peek().is_some() {
                self.misplaced('}', problems);
            }
            if self.index == before {
                self.index += 1;
            }
        }
    }

    fn entry(&mut self, token: &Token, depth: usize, entries: &mut Vec<Entry>, problems: &mut Vec<Problem>) {
        let at = token.at.clone();
        let key = match &token.kind {
            Kind::Name(name) => name.clone(),
            Kind::Text(text) => text.text.clone(),
            Kind::Number(number) => number.clone(),
            // `...rest` and `[computed]: …`.
            Kind::Sign('.' | '[') => {
                self.skip_to_end();
                let value = Placed::unknown(at.start..self.end());
                entries.push(Entry { key: "...".to_owned(), at, value });
                return;
            }
            Kind::Sign(_) => {
                problems.push(Problem::new(at, "a property is written as name: value"));
                self.skip_to_end();
                return;
            }
        };
        self.index += 1;
        let value = if self.is_sign(':') {
            self.index += 1;
            self.expression(depth + 1, problems)
        } else if self.is_sign('(') {
            // A method.
            self.skip_to_end();
            Placed::unknown(at.clone())
        } else if matches!(token.kind, Kind::Name(_))
            && self.peek().is_none_or(|next| next.is_sign(',') || next.is_sign('}'))
        {
            Placed { value: Value::Name(key.clone()), at: at.clone() }
        } else {
            let what = format!("a colon is missing behind `{key}`: write {key}: value");
            problems.push(Problem::new(at.clone(), what));
            self.skip_to_end();
            Placed::unknown(at.clone())
        };
        entries.push(Entry { key, at, value });
    }

    /// Passes over one token, and over what its bracket holds.
    fn skip(&mut self) {
        let mut depth = 0usize;
        while let Some(token) = self.peek() {
            match token.kind {
                Kind::Sign('(' | '[' | '{') => depth += 1,
                Kind::Sign(')' | ']' | '}') => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.index += 1;
            if depth == 0 {
                return;
            }
        }
    }

    /// Passes over everything up to the comma or bracket that ends it.
    fn skip_to_end(&mut self) {
        while self.peek().is_some_and(|token| !matches!(token.kind, Kind::Sign(',' | ')' | ']' | '}' | ';')))
        {
            self.skip();
        }
    }
}
