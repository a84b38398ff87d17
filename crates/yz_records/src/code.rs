//! Code lists: a small number in the column, a name in files, a title for people.

/// A list of codes, as columns and readers of files see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeList {
    /// The name of the list.
    pub name: &'static str,
    /// Every code: number, name, Chinese title.
    pub codes: &'static [(i8, &'static str, &'static str)],
}

impl CodeList {
    /// The number of a code, given by name, Chinese title or number.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<i8> {
        let number = text.parse::<i8>().ok();
        let is = |(code, name, title): &&(i8, &str, &str)| {
            *name == text || *title == text || Some(*code) == number
        };
        self.codes.iter().find(is).map(|(code, _, _)| *code)
    }

    /// Whether the number is one of the list.
    #[must_use]
    pub fn holds(&self, number: i8) -> bool {
        self.codes.iter().any(|(code, _, _)| *code == number)
    }
}

/// Declares a code list: an enum whose members have a number, a name and a Chinese title.
macro_rules! code_list {
    (
        $(#[$doc:meta])*
        $name:ident $list:literal {
            $($(#[$about:meta])* $member:ident = $code:literal $key:literal $title:literal,)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(i8)]
        pub enum $name {
            $($(#[$about])* $member = $code,)+
        }

        impl $name {
            /// Every code, in the order of its numbers.
            pub const ALL: &'static [Self] = &[$(Self::$member,)+];

            /// The list, for columns.
            pub const LIST: $crate::CodeList = $crate::CodeList {
                name: $list,
                codes: &[$(($code, $key, $title),)+],
            };

            /// The number that columns hold.
            #[must_use]
            #[inline]
            pub const fn code(self) -> i8 {
                self as i8
            }

            /// The code of a number.
            #[must_use]
            #[inline]
            pub const fn from_code(code: i8) -> Option<Self> {
                match code {
                    $($code => Some(Self::$member),)+
                    _ => None,
                }
            }

            /// The name that files use.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$member => $key,)+
                }
            }

            /// The code of a name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.name() == name)
            }

            /// The Chinese title.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$member => $title,)+
                }
            }
        }
    };
}

pub(crate) use code_list;
