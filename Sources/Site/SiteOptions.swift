/// Options for building a site.
package struct SiteOptions: Sendable {
    /// The web address of the project's files, such as `https://github.com/OWNER/NAME/blob/main`. Without one, the site
    /// includes the source of each page.
    package var sourceAddress: String?
    /// The address of the API documentation of the Swift products.
    package var apiAddress: String?
    /// Whether pages reload when they change, which needs the server of `taskdb docs serve`.
    package var isServed: Bool

    /// Creates options; by default a static site that includes the source of its pages.
    package init(sourceAddress: String? = nil, apiAddress: String? = nil, isServed: Bool = false) {
        self.sourceAddress = sourceAddress
        self.apiAddress = apiAddress
        self.isServed = isServed
    }
}
