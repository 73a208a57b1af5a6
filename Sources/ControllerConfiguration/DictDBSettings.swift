/// What DictDB may hold before it drops the oldest records.
package struct DictDBSettings: Sendable {
    /// How many records, 0 or more. A number too large for `Int` is held as `Int.max`: neither is ever reached.
    package var recordLimit = 1024
    /// How many bytes of buffers, 0 or more; too large a number as above.
    package var sizeLimit = 1 << 30
    /// Which part of a limit is freed once it is passed, from 0 to 1.
    package var cullFraction = 0.1

    package init() {}
}
