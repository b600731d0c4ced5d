//! Tables as workbooks, which a spreadsheet opens in any language.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_xlsxwriter::{
    ColNum, ExcelDateTime, Format, FormatAlign, IgnoreError, RowNum, Workbook, Worksheet,
    XlsxError, cell_autofit_width,
};

use crate::domain::table::{Cell, Table};

/// Longest text of a cell, in UTF-16 units.
const CELL: usize = 32_767;

/// Longest name of a sheet, in UTF-16 units.
const NAME: usize = 31;

/// Characters that the name of a sheet may not have.
const NOT_IN_NAME: &str = "[]:*?/\\";

/// Widest column, in pixels: room for an ID and most addresses of people.
const WIDEST: u32 = 300;

const DAY: &str = "yyyy-mm-dd";
const TIME: &str = "yyyy-mm-dd hh:mm:ss";

/// Room for the arrow of the filter and for bold letters, in pixels.
const HEADING: u32 = 32;

/// A workbook of one sheet, which is named by `words`.
///
/// # Errors
/// The table has more rows than a sheet takes.
pub fn workbook(table: &Table, words: &str) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(words))?.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    let mut widths = Vec::new();
    for (column, heading) in (0..).zip(&table.headings) {
        // An edited cell stays text too.
        sheet.set_column_format(column, &Format::new().set_num_format("@"))?;
        sheet.write_string_with_format(0, column, heading, &bold)?;
        widths.push(width(heading) + HEADING);
    }
    let left = Format::new().set_align(FormatAlign::Left);
    let formats = [DAY, TIME].map(|format| left.clone().set_num_format(format));
    for (row, cells) in (1..).zip(&table.rows) {
        for ((column, cell), widest) in (0..).zip(cells).zip(&mut widths) {
            let width = write(sheet, (row, column), cell, &formats)?;
            *widest = width.max(*widest);
        }
    }
    let mut last = (0, 0);
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width_pixels(column, width.min(WIDEST))?;
        last.1 = column;
    }
    last.0 = RowNum::try_from(table.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    sheet.autofilter(0, 0, last.0, last.1)?;
    sheet.ignore_error_range(0, 0, last.0, last.1, IgnoreError::NumberStoredAsText)?;
    workbook.save_to_buffer()
}

/// Writes a cell, never as a formula; returns the width of its text in pixels.
fn write(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    cell: &Cell,
    [day_format, time_format]: &[Format; 2],
) -> Result<u32, XlsxError> {
    let (date, format, shown) = match cell {
        Cell::Day(day) => (date(*day), day_format, DAY),
        Cell::Time(time) => {
            let at = time.time();
            let [hour, minute, second] =
                [at.hour(), at.minute(), at.second()].map(i8::unsigned_abs);
            let at = date(time.date());
            let at = at.and_then(|day| day.and_hms(hour.into(), minute, second).ok());
            (at, time_format, TIME)
        }
        Cell::Number(_) | Cell::Text(_) => (None, day_format, ""),
    };
    if let Some(date) = date {
        sheet.write_datetime_with_format(row, column, date, format)?;
        return Ok(width(shown));
    }
    let text = cell.text();
    let text = written(&text);
    let widest = text.lines().map(width).max().unwrap_or_default();
    match cell {
        Cell::Number(number) if let Ok(number) = u32::try_from(*number) => {
            sheet.write_number_with_format(row, column, number, &Format::new())?
        }
        _ => sheet.write_string(row, column, text)?,
    };
    Ok(widest)
}

/// Days before 1900 a spreadsheet does not know.
fn date(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok();
    let year = year.filter(|year| *year >= 1900)?;
    let [month, day] = [day.month(), day.day()].map(i8::unsigned_abs);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// The writer counts every letter beyond ASCII as a narrow one.
fn width(line: &str) -> u32 {
    let wide = line.chars().filter(|c| *c >= '\u{1100}');
    wide.fold(cell_autofit_width(line), |width, _| width + 8)
}

/// A text as a cell takes it: without control characters, and not too long.
fn written(text: &str) -> Cow<'_, str> {
    let is_refused = |c: char| {
        c.is_control() && !['\n', '\t'].contains(&c) || ('\u{fffe}'..='\u{ffff}').contains(&c)
    };
    if !text.contains(is_refused) {
        return cut(text, CELL);
    }
    let text = text.replace("\r\n", "\n").replace(is_refused, "\u{fffd}");
    Cow::Owned(cut(&text, CELL).into_owned())
}

fn sheet_name(words: &str) -> String {
    let words = words.replace(|c: char| c.is_control() || NOT_IN_NAME.contains(c), " ");
    let words = words.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    match &*cut(words, NAME) {
        // A name that Excel keeps for itself.
        name if name.is_empty() || name.eq_ignore_ascii_case("history") => format!("{name}_"),
        name => name.to_owned(),
    }
}

/// As much of a text as so many UTF-16 units hold, with a sign where more would follow.
fn cut(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most || text.encode_utf16().count() <= most {
        return text.into();
    }
    let mut units = 1;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= most
    };
    let cut: String = text.chars().take_while(fits).chain(['…']).collect();
    cut.into()
}
