//! Writes row groups in their order, whoever is ready first.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

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

/// A Parquet file that is being written beside its place.
pub(crate) struct Writer {
    path: PathBuf,
    file: NamedTempFile,
    schema: SchemaRef,
    factory: ArrowRowGroupWriterFactory,
    turns: Mutex<Turns>,
}

struct Turns {
    writer: SerializedFileWriter<File>,
    /// The group that is written next.
    next: usize,
    /// Groups that were ready before their turn; nothing for one without rows.
    early: BTreeMap<usize, Option<Vec<ArrowColumnChunk>>>,
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
        let turns = Mutex::new(Turns { writer, next: 0, early: BTreeMap::new() });
        let (path, schema) = (path.to_owned(), shape.schema.clone());
        Ok(Self { path, file, schema, factory, turns })
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
    pub(crate) fn write(&self, group: usize, done: Done) -> Result<(), RecordsError> {
        let encoded = if done.len() == 0 { Ok(None) } else { self.encode(group, done).map(Some) };
        let written = encoded.and_then(|chunks| self.turns().take(group, chunks));
        written.map_err(|err| RecordsError::written(&self.path, &err))
    }

    fn encode(&self, group: usize, done: Done) -> ParquetResult<Vec<ArrowColumnChunk>> {
        let writers = self.factory.create_column_writers(group)?;
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
        self.file.persist(&self.path).map_err(|err| wrong(&err.error))?;
        Ok(())
    }

    fn turns(&self) -> MutexGuard<'_, Turns> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Turns {
    fn take(&mut self, group: usize, chunks: Option<Vec<ArrowColumnChunk>>) -> ParquetResult<()> {
        self.early.insert(group, chunks);
        while let Some(chunks) = self.early.remove(&self.next) {
            self.next = self.next.saturating_add(1);
            let Some(chunks) = chunks else { continue };
            let mut writer = self.writer.next_row_group()?;
            for chunk in chunks {
                chunk.append_to_row_group(&mut writer)?;
            }
            writer.close()?;
        }
        Ok(())
    }
}

fn folder_of(path: &Path) -> &Path {
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
