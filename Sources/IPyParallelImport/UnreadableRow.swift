/// The column that makes a row unreadable, and why.
struct UnreadableRow: Error {
    let key: String
    let value: UnreadableValue
}
