//! What can be wrong with a table.

use crate::mistake::mistakes;

/// A mistake in a table, with its row and column.
pub type LineMistake = crate::LineMistake<Mistake>;

mistakes! {
    /// What is wrong; all of it refuses the file.
    pub enum Mistake {
        /// Larger than is read.
        FileTooLarge { limit_bytes: usize } = Refused, "table_file_too_large", "refusal-table-file-too-large";
        /// A spreadsheet that unpacks to more than is read.
        UnpacksTooLarge { limit_bytes: u32 } = Refused, "table_file_unpacks_too_large", "refusal-table-file-unpacks-too-large";
        /// A spreadsheet of the older format, or one with a password.
        OldSpreadsheet = Refused, "table_file_old_spreadsheet", "refusal-table-file-old-spreadsheet";
        /// A spreadsheet that cannot be read.
        Damaged { why: String } = Refused, "table_file_damaged", "refusal-table-file-damaged";
        /// Bytes that are not UTF-8, most often Windows-1252.
        NotUtf8 = Refused, "table_file_not_utf8", "refusal-table-file-not-utf8";
        /// UTF-8 where Windows-1252 was said.
        IsUtf8 = Refused, "table_file_is_utf8", "refusal-table-file-is-utf8";
        /// No sheet of that name.
        SheetMissing { sheet: String, sheets: String } = Refused, "table_file_sheet_missing", "refusal-table-file-sheet-missing";
        /// Nothing in it.
        Empty = Refused, "table_file_empty", "refusal-table-file-empty";
        /// No row with the columns that must be there.
        HeaderMissing { columns: String } = Refused, "table_file_header_missing", "refusal-table-file-header-missing";
        /// Two columns of one name.
        ColumnRepeated { column: String } = Refused, "table_file_column_repeated", "refusal-table-file-column-repeated";
        /// More rows than are read.
        TooManyRows { limit: usize } = Refused, "table_file_too_many_rows", "refusal-table-file-too-many-rows";
        /// More columns than are read.
        TooManyColumns { limit: usize } = Refused, "table_file_too_many_columns", "refusal-table-file-too-many-columns";
        /// More cells than are kept.
        TooManyCells { limit: usize } = Refused, "table_file_too_many_cells", "refusal-table-file-too-many-cells";
        /// A field right of the last column that has a name.
        FieldBeyondHeader { value: String } = Refused, "table_file_field_beyond_header", "refusal-table-file-field-beyond-header";
        /// A text longer than a cell may hold.
        TextTooLong { limit: usize } = Refused, "table_file_text_too_long", "refusal-table-file-text-too-long";
        /// A cell that holds an error, like `#REF!`.
        CellError { value: String } = Refused, "table_file_cell_error", "refusal-table-file-cell-error";
        /// More mistakes than are kept.
        ErrorsLeftOut { count: usize } = Refused, "table_file_errors_left_out", "refusal-table-file-errors-left-out";
    }
}
