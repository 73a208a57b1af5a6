extension DictDB {
    /// How much a DictDB holds before it lets the oldest records go.
    public struct Limits: Sendable, Equatable {
        /// The most records held.
        public let records: Int
        /// The most bytes held in `buffers` and `result_buffers` together.
        public let bufferBytes: Int
        /// The part of a limit that is let go once it is passed, from 0 to 1.
        public let cullFraction: Double

        /// The default of ``records``.
        public static let defaultRecords = 1024
        /// The default of ``bufferBytes``: 1 GiB.
        public static let defaultBufferBytes = 1 << 30
        /// The default of ``cullFraction``.
        public static let defaultCullFraction = 0.1

        /// Makes the default limits.
        public init() {
            records = Self.defaultRecords
            bufferBytes = Self.defaultBufferBytes
            cullFraction = Self.defaultCullFraction
        }

        /// - Throws: ``TaskDatabaseError`` of kind `invalidOption` for a negative limit or a fraction outside 0…1.
        public init(
            records: Int = defaultRecords, bufferBytes: Int = defaultBufferBytes,
            cullFraction: Double = defaultCullFraction
        ) throws {
            try Self.refuseNegative(records, "record_limit")
            try Self.refuseNegative(bufferBytes, "size_limit")
            guard (0...1).contains(cullFraction) else {
                throw TaskDatabaseError(.invalidOption, "cull_fraction must be from 0 to 1, but is \(cullFraction)")
            }
            self.records = records
            self.bufferBytes = bufferBytes
            self.cullFraction = cullFraction
        }

        private static func refuseNegative(_ limit: Int, _ name: String) throws {
            guard limit < 0 else { return }
            throw TaskDatabaseError(.invalidOption, "\(name) must not be negative, but is \(limit)")
        }

        /// At least this many records go once there are too many.
        var recordsToCull: Int { Self.part(cullFraction, of: records) }

        /// Records go until no more than this is held.
        var bufferBytesAfterCulling: Int { Self.part(1 - cullFraction, of: bufferBytes) }

        /// Rounded down. The largest integers round up to 2⁶³ as a double, which is no integer any more.
        private static func part(_ fraction: Double, of whole: Int) -> Int {
            min(whole, Int(exactly: (Double(whole) * fraction).rounded(.down)) ?? whole)
        }
    }
}
