import TaskDatabases

/// The part of a value that BSON cannot represent: for each instant in it, in order, the microseconds after the last whole
/// millisecond and the offset from UTC.
///
/// The names in a value with marks are escaped; a value that needs only that has an empty list of marks.
struct Marks {
    /// For each instant 1000 × the minutes of the offset + the microseconds, without the zeros at the end.
    private(set) var numbers: [Int] = []
    private var instants = 0
    private(set) var areNeeded = false

    init() {}

    init(_ numbers: [Int]) {
        self.numbers = numbers
        areNeeded = true
    }

    /// Records that a name was escaped.
    mutating func noteName() { areNeeded = true }

    mutating func note(_ instant: Instant) {
        let number = instant.offsetMinutes * 1000 + instant.microsecondRest
        if number != 0 {
            numbers += Array(repeating: 0, count: instants - numbers.count) + [number]
            areNeeded = true
        }
        instants += 1
    }

    /// Returns the next instant from its milliseconds.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `foreignStore` if it is out of range.
    mutating func instant(milliseconds: Int) throws -> Instant {
        let number = instants < numbers.count ? numbers[instants] : 0
        instants += 1
        let (offset, rest) = number.flooring(by: 1000)
        let (whole, overflow) = milliseconds.multipliedReportingOverflow(by: 1000)
        let (microseconds, carry) = whole.addingReportingOverflow(rest)
        guard !overflow, !carry else { throw BSONReader.damaged }
        return Instant(microseconds: microseconds, offsetMinutes: offset)
    }
}

extension Instant {
    /// Whole milliseconds since 1970, rounded down.
    var milliseconds: Int { microseconds.flooring(by: 1000).quotient }

    /// The microseconds beyond them, 0 to 999.
    var microsecondRest: Int { microseconds.flooring(by: 1000).remainder }
}

extension Int {
    fileprivate func flooring(by divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
