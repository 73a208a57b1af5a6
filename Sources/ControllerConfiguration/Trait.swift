/// A setting of a task database, by its name in configurations.
enum Trait: String, CaseIterable {
    case backend = "db_class"
    case recordLimit = "record_limit"
    case sizeLimit = "size_limit"
    case cullFraction = "cull_fraction"
    case filename
    case location
    case table
    case connectionArguments = "connection_args"
    case connectionKeywords = "connection_kwargs"
    case database

    /// The required type and range, to follow "must be" in a message.
    var expectation: String {
        switch self {
        case .backend: "the name of a task database, such as 'NoDB'"
        case .recordLimit, .sizeLimit: "a whole number, 0 or more"
        case .cullFraction: "a number from 0 to 1"
        case .filename, .location, .table, .database: "a string"
        case .connectionArguments: "a list"
        case .connectionKeywords: "a dict with strings as keys"
        }
    }
}
