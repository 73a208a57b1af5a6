/// A setting this library knows, under the name configurations give it.
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

    /// What its value must be, after "must be".
    var expectation: String {
        switch self {
        case .backend: "the name of a task database, such as 'NoDB'"
        case .recordLimit, .sizeLimit: "a whole number, 0 or more"
        case .cullFraction: "a number from 0 to 1"
        case .filename, .location, .table, .database: "a text"
        case .connectionArguments: "a list"
        case .connectionKeywords: "a dict with texts as keys"
        }
    }
}
