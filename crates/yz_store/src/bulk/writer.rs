//! Writes row groups in their order, whoever is ready first.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_writer::{
    ArrowColumnChunk, ArrowRowGroupWriterFactory, ArrowWriterOptions, compute_leaves,
};
use datafusion::parquet::basic::{Compression, Encoding};
use datafusion::parquet::errors::Result as ParquetResult;
use datafusion::parquet::file::properties::{EnabledStatistics, WriterProperties};
use datafusion::parquet::file::writer::SerializedFileWriter;
use datafusion::parquet::schema::types::ColumnPath;
use tempfile::NamedTempFile;

use super::done::{Done, Shape};
use crate::records::{RecordsError, made_up_mark};

/// Columns that people look rows up by.
const LOOKED_UP: [&str; 2] = ["bill_id", "person_id"];
/// Parts of the work that may be ready before the one that is written next; whoever is further
/// ahead waits, so that memory stays what it is.
const AHEAD_MOST: usize = 16;

/// The place of a row group in the answer: the part of the work, and which of its groups.
pub(super) type Place = (usize, usize);

/// A Parquet file that is being written beside its place.
pub(crate) struct Writer {
    path: PathBuf,
    file: NamedTempFile,
    schema: SchemaRef,
    factory: ArrowRowGroupWriterFactory,
    turns: Mutex<Turns>,
    turned: Condvar,
}

struct Turns {
    writer: SerializedFileWriter<File>,
    /// The group that is written next.
    next: Place,
    /// Groups that were ready before their turn.
    early: BTreeMap<Place, Encoded>,
    /// Nothing more is written: some part of the work has failed.
    given_up: bool,
}

/// A row group, ready to be written.
struct Encoded {
    /// None where it has no rows.
    chunks: Option<Vec<ArrowColumnChunk>>,
    /// Whether it is the last of its part.
    is_last: bool,
}

impl Writer {
    /// Begins a file; nothing is at `path` before it is finished. What made-up benefits give is
    /// made up, and the file says so.
    ///
    /// # Errors
    ///
    /// When the folder cannot be made or written.
    pub(crate) fn create(path: &Path, shape: &Shape, made_up: bool) -> Result<Self, RecordsError> {
        let wrong = |err: &dyn std::fmt::Display| RecordsError::written(path, &err);
        let folder = folder_of(path);
        fs::create_dir_all(folder).map_err(|err| wrong(&err))?;
        let file = NamedTempFile::new_in(folder).map_err(|err| wrong(&err))?;
        let handle = file.reopen().map_err(|err| wrong(&err))?;
        let options = ArrowWriterOptions::new().with_properties(properties(made_up));
        let writer = ArrowWriter::try_new_with_options(handle, shape.schema.clone(), options)
            .and_then(ArrowWriter::into_serialized_writer);
        let (writer, factory) = writer.map_err(|err| wrong(&err))?;
        let (next, early, given_up) = ((0, 0), BTreeMap::new(), false);
        let turns = Mutex::new(Turns { writer, next, early, given_up });
        let (path, schema) = (path.to_owned(), shape.schema.clone());
        Ok(Self { path, file, schema, factory, turns, turned: Condvar::new() })
    }

    /// The folder in which the file will be.
    pub(crate) fn folder(&self) -> &Path {
        folder_of(&self.path)
    }

    /// Encodes settlements as a row group, and writes it as soon as all before it are written.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub(crate) fn write(
        &self,
        place: Place,
        done: Done,
        is_last: bool,
    ) -> Result<(), RecordsError> {
        let wrong = |err| RecordsError::written(&self.path, &err);
        let chunks = match done.len() {
            0 => None,
            _ => Some(self.encode(place, done).map_err(wrong)?),
        };
        let far = |turns: &mut Turns| {
            !turns.given_up && turns.next.0.saturating_add(AHEAD_MOST) < place.0
        };
        let turns = self.turned.wait_while(self.turns(), far);
        let mut turns = turns.unwrap_or_else(PoisonError::into_inner);
        turns.early.insert(place, Encoded { chunks, is_last });
        let written = turns.write();
        self.turned.notify_all();
        written.map_err(wrong)
    }

    /// Nothing more is written, and nobody waits for a turn that will not come.
    pub(super) fn give_up(&self) {
        self.turns().given_up = true;
        self.turned.notify_all();
    }

    fn encode(&self, place: Place, done: Done) -> ParquetResult<Vec<ArrowColumnChunk>> {
        let writers = self.factory.create_column_writers(place.0)?;
        let columns: Vec<ArrayRef> = done.columns();
        let mut chunks = Vec::with_capacity(columns.len());
        for ((mut writer, field), column) in
            writers.into_iter().zip(self.schema.fields()).zip(&columns)
        {
            for leaf in compute_leaves(field, column)? {
                writer.write(&leaf)?;
            }
            chunks.push(writer.close()?);
        }
        Ok(chunks)
    }

    /// Ends the file and puts it in its place.
    ///
    /// # Errors
    ///
    /// When the disk refuses; then nothing is at the place.
    pub(crate) fn finish(self) -> Result<(), RecordsError> {
        let wrong = |err: &dyn std::fmt::Display| RecordsError::written(&self.path, &err);
        let turns = self.turns.into_inner().unwrap_or_else(PoisonError::into_inner);
        turns.writer.close().map_err(|err| wrong(&err))?;
        self.file.as_file().sync_all().map_err(|err| wrong(&err))?;
        self.file.persist(&self.path).map_err(|err| wrong(&err.error))?;
        Ok(())
    }

    fn turns(&self) -> MutexGuard<'_, Turns> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Turns {
    /// Writes every group whose turn has come.
    fn write(&mut self) -> ParquetResult<()> {
        while !self.given_up
            && let Some(group) = self.early.remove(&self.next)
        {
            let (part, number) = self.next;
            self.next = match group.is_last {
                true => (part.saturating_add(1), 0),
                false => (part, number.saturating_add(1)),
            };
            let Some(chunks) = group.chunks else { continue };
            let mut writer = self.writer.next_row_group()?;
            for chunk in chunks {
                chunk.append_to_row_group(&mut writer)?;
            }
            writer.close()?;
        }
        Ok(())
    }
}

/// The folder that a path is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or_else(|| Path::new("."))
}

fn properties(made_up: bool) -> WriterProperties {
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_key_value_metadata(made_up.then(|| vec![made_up_mark()]))
        .set_max_row_group_row_count(None)
        // Differences of whole numbers are packed faster than a dictionary finds them, and leave
        // half as much to compress.
        .set_dictionary_enabled(false)
        .set_encoding(Encoding::DELTA_BINARY_PACKED)
        .set_statistics_enabled(EnabledStatistics::None);
    for name in LOOKED_UP {
        let path = ColumnPath::from(name);
        properties = properties.set_column_statistics_enabled(path, EnabledStatistics::Chunk);
    }
    properties.build()
}
