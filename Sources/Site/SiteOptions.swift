/// What a site is told beside pages and results.
package struct SiteOptions: Sendable {
    /// The address below which the project's files can be read in the web, such as
    /// `https://github.com/OWNER/NAME/blob/main`. Without one the site carries the pages' source itself.
    package var sourceAddress: String?
    /// The address of the Swift products' documentation.
    package var apiAddress: String?
    /// Whether pages ask the server for changes; only a server that is looked at while writing answers.
    package var isServed: Bool

    package init(sourceAddress: String? = nil, apiAddress: String? = nil, isServed: Bool = false) {
        self.sourceAddress = sourceAddress
        self.apiAddress = apiAddress
        self.isServed = isServed
    }
}
