import Diagnostics

/// A fault of a backend outside of its queries and writes, which makes many cases fail at once.
enum Cause: Sendable, Equatable {
    /// `open` leaves the records of the database before.
    case keepsRecords
    /// Dates come back as other instants.
    case shiftsDates(microseconds: Int)
    /// Text in UTF-8 is read as Latin-1.
    case readsLatin1
    /// Something other than replies is written to standard output.
    case printsOutput
    /// An error has no type, so that no case can see whether it is the right one.
    case raisesWithoutType
    /// No record is there after it was added.
    case keepsNothing

    /// What is wrong, and what to do about it.
    var message: String {
        switch self {
        case .keepsRecords:
            "`open` does not empty the database: a record added before it is still found after it"
        case .shiftsDates(let microseconds):
            "dates come back \(Self.words(for: microseconds)) than they went in: write and read them in UTC, "
                + "not in the local time zone"
        case .readsLatin1: "text in UTF-8 is read as Latin-1: `\u{e9}` comes back as `\u{c3}\u{a9}`"
        case .printsOutput:
            "something other than replies is written to standard output: send debug output to standard error"
        case .raisesWithoutType:
            "exceptions have no type: an error needs code -32000 and data such as "
                + "{\"type\":\"KeyError\",\"mro\":[\"KeyError\",\"LookupError\",\"Exception\"]}"
        case .keepsNothing:
            "a record that was added is not there: if the database keeps none on purpose, it has to say so with the "
                + "profile non-recording (`?profile=non-recording` for a Python class)"
        }
    }

    private static func words(for microseconds: Int) -> String {
        let minutes = Int(microseconds.magnitude / 60_000_000)
        let amount = minutes % 60 == 0 ? counted(minutes / 60, "hour") : counted(minutes, "minute")
        return amount + (microseconds > 0 ? " later" : " earlier")
    }
}

/// A cause, and the cases that fail because of it.
package struct FoundCause: Sendable, Equatable {
    /// What is wrong, and what to do about it.
    package let message: String
    /// The IDs of the cases.
    package let cases: [String]
}
