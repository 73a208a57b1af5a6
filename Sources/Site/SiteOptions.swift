/// What a site is told beside pages and results.
public struct SiteOptions: Sendable {
    /// The address below which the project's files can be read in the web, such as
    /// `https://github.com/OWNER/NAME/blob/main`. Without one the site carries the pages' source itself.
    public var sourceAddress: String?
    /// The address of the Swift products' documentation.
    public var apiAddress: String?
    /// Whether pages ask the server for changes; only a server that is looked at while writing answers.
    public var isServed: Bool

    public init(sourceAddress: String? = nil, apiAddress: String? = nil, isServed: Bool = false) {
        self.sourceAddress = sourceAddress
        self.apiAddress = apiAddress
        self.isServed = isServed
    }
}
