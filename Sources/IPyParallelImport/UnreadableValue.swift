/// The description of a value that cannot be read: "a pickle that is cut off".
struct UnreadableValue: Error, Equatable {
    let what: String

    init(_ what: String) { self.what = what }
}
