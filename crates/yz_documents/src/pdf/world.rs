//! What typst may see: the template, the fonts, and the files of one document.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

const TEMPLATE: &str = include_str!("../../assets/report.typ");

const FONTS: [&[u8]; 3] = [
    include_bytes!("../../fonts/serif-gb2312.otf"),
    include_bytes!("../../fonts/sans-gb2312.otf"),
    include_bytes!("../../fonts/sansbold-gb2312.otf"),
];

/// What is the same for every document.
pub(super) struct Ground {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
}

/// The ground and the files of one document.
pub(super) struct PrintWorld {
    ground: Ground,
    /// Few enough to be looked through.
    files: Vec<(FileId, Bytes)>,
}

impl Ground {
    /// Reads the fonts and the template.
    pub(super) fn new() -> Result<Self, String> {
        let fonts: Vec<Font> =
            FONTS.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes))).collect();
        Ok(Self {
            library: LazyHash::new(Library::builder().build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            template: Source::new(file_id("report.typ")?, TEMPLATE.to_owned()),
        })
    }
}

impl PrintWorld {
    /// Lays the files of a document beside the template.
    pub(super) fn new(ground: Ground, files: Vec<(String, Vec<u8>)>) -> Result<Self, String> {
        let files: Result<_, String> = files
            .into_iter()
            .map(|(name, bytes)| Ok((file_id(&name)?, Bytes::new(bytes))))
            .collect();
        Ok(Self { ground, files: files? })
    }

    /// Gives back what is the same for every document.
    pub(super) fn into_ground(self) -> Ground {
        self.ground
    }
}

fn file_id(name: &str) -> Result<FileId, String> {
    let path = VirtualPath::new(name).map_err(|error| format!("{name}: {error:?}"))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl World for PrintWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.ground.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.ground.book
    }

    fn main(&self) -> FileId {
        self.ground.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() {
            Ok(self.ground.template.clone())
        } else {
            Err(FileError::NotFound(id.vpath().get_with_slash().into()))
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let missing = || FileError::NotFound(id.vpath().get_with_slash().into());
        let found = self.files.iter().find(|(name, _)| *name == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or_else(missing)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.ground.fonts.get(index).cloned()
    }

    /// No day at all: the same document must give the same bytes tomorrow.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
