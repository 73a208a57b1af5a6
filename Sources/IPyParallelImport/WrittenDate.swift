import Foundation
import TaskDatabases

/// Reads dates as IPython and ipyparallel have written them since 2011.
enum WrittenDate {
    /// Returns the instant of a date with a `T` or a space before its time; nil for any other text.
    ///
    /// Until 2015 dates had no offset from UTC. They are local times, so they are read in this machine's time zone, as
    /// ipyparallel itself reads them.
    static func instant(_ text: String, in zone: TimeZone = .current) -> Instant? {
        var text = text
        if let place = text.utf8.index(text.startIndex, offsetBy: 10, limitedBy: text.utf8.endIndex),
            place < text.endIndex, text[place] == " "
        {
            text.replaceSubrange(place...place, with: "T")
        }
        return Instant(text) ?? Instant(text + "Z").flatMap { local($0, in: zone) }
    }

    /// The instant whose clock time in a zone is that of another instant in UTC; of two such instants the earlier.
    private static func local(_ clock: Instant, in zone: TimeZone) -> Instant? {
        func offset(at microseconds: Int) -> Int {
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(microseconds) / 1_000_000))
        }
        let day = 86_400_000_000
        // A zone changes its offset at most once within a day.
        let offsets = [offset(at: clock.microseconds - day), offset(at: clock.microseconds + day)]
        let fitting = offsets.first { offset(at: clock.microseconds - $0 * 1_000_000) == $0 } ?? offsets[0]
        let instant = Instant(microseconds: clock.microseconds - fitting * 1_000_000, offsetMinutes: fitting / 60)
        return Instant(instant.description)
    }
}
