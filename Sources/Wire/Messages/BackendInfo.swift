import TaskDatabases

/// The description of a backend, which is the result of `initialize`.
package struct BackendInfo: Sendable, Equatable {
    /// The capability of reading dates with an offset from UTC, such as `2012-01-18T07:57:56+05:30`. A backend that has
    /// it gets dates as written on the page; any other gets them in UTC.
    package static let offsets = "offsets"

    /// The capability of a program that passes the kit's objects themselves to its database and back, without copies:
    /// see ``Sharing``.
    package static let objects = "objects"

    /// The backend's name.
    package let name: String
    /// The backend's version.
    package let version: String
    /// Whether the backend keeps records.
    package let profile: DatabaseProfile
    /// The optional features that the backend supports.
    package let capabilities: [String]

    /// Makes a description.
    package init(name: String, version: String, profile: DatabaseProfile, capabilities: [String]) {
        self.name = name
        self.version = version
        self.profile = profile
        self.capabilities = capabilities
    }

    /// The description as the result of `initialize`.
    package var json: JSON {
        [
            "protocol": .integer(Request.protocolVersion), "name": .string(name), "version": .string(version),
            "profile": .string(profile.rawValue), "capabilities": .array(capabilities.map(JSON.string)),
        ]
    }

    /// Reads the result of `initialize`.
    ///
    /// - Throws: ``WireError`` with the invalid place, also for another version of the protocol.
    package init(_ result: JSON) throws {
        guard result["protocol"] == .integer(Request.protocolVersion) else {
            throw WireError.expected(
                "protocol \(Request.protocolVersion)", at: "result.protocol", found: result["protocol"])
        }
        name = try Self.text("name", in: result)
        version = try Self.text("version", in: result)
        guard let profile = DatabaseProfile(rawValue: try Self.text("profile", in: result)) else {
            throw WireError.expected(
                "\"recording\" or \"non-recording\"", at: "result.profile", found: result["profile"])
        }
        self.profile = profile
        guard case .array(let capabilities)? = result["capabilities"] else {
            throw WireError.expected("an array of strings", at: "result.capabilities", found: result["capabilities"])
        }
        guard capabilities.count <= Self.mostCapabilities else {
            throw WireError("result.capabilities", "more than \(Self.mostCapabilities) capabilities")
        }
        self.capabilities = try capabilities.enumerated().map { index, capability in
            try Self.text(capability, at: "result.capabilities[\(index)]")
        }
        for (index, name) in self.capabilities.enumerated() where self.capabilities[..<index].contains(name) {
            throw WireError("result.capabilities[\(index)]", "\(name) is listed before")
        }
    }

    private static let mostCapabilities = 100
    /// Names stand in every report.
    private static let mostCharacters = 200

    private static func text(_ name: String, in result: JSON) throws -> String {
        try text(result[name], at: "result." + name)
    }

    private static func text(_ value: JSON?, at path: String) throws -> String {
        guard case .string(let text)? = value else { throw WireError.expected("a string", at: path, found: value) }
        guard text.unicodeScalars.count <= mostCharacters else {
            throw WireError(path, "a text of more than \(mostCharacters) characters")
        }
        return text
    }
}
