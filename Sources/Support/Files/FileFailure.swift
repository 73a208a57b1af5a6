import Foundation
import SystemPackage

/// Why a file cannot be read or written, as a message: `there is no such file`.
package struct FileFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// A clause about the file, without its name and a full stop.
    package let description: String
    /// Whether the path cannot be used at all, as where no file is or no permission is given; false where reading or
    /// writing failed later, as on a full disk.
    package let isOfPath: Bool

    init(_ description: String, isOfPath: Bool = true) {
        self.description = description
        self.isOfPath = isOfPath
    }

    /// Converts an error of the file system, whichever library wraps it.
    ///
    /// - Parameter path: if given, examined for details that an error number lacks.
    package init(_ error: any Error, at path: String? = nil) {
        if let failure = error as? FileFailure {
            self = failure
        } else if let number = Self.number(of: error) {
            self.init(Self.words(for: number, at: path), isOfPath: Self.numbersOfPaths.contains(number))
        } else {
            self.init((error as NSError).localizedDescription, isOfPath: false)
        }
    }
}

// MARK: - Words

extension FileFailure {
    private static func words(for number: Errno, at path: String?) -> String {
        switch number {
        case .noSuchFileOrDirectory:
            guard let path, let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
                return "there is no such file"
            }
            return "it is a link to \(target), which does not exist"
        case .permissionDenied, .notPermitted: return "there is no permission"
        case .isDirectory: return "it is a folder, not a file"
        case .notDirectory: return "a part of its path is not a folder"
        case .tooManySymbolicLinkLevels: return "it is a circular link"
        case .fileNameTooLong: return "its name is too long"
        default: return number.description
        }
    }
}

// MARK: - Numbers

extension FileFailure {
    private static let numbersOfPaths: Set<Errno> = [
        .noSuchFileOrDirectory, .permissionDenied, .notPermitted, .isDirectory, .notDirectory,
        .tooManySymbolicLinkLevels, .fileNameTooLong, .fileExists, .readOnlyFileSystem,
    ]

    private static func number(of error: any Error) -> Errno? {
        if let number = error as? Errno { return number }
        let error = error as NSError
        if error.domain == NSPOSIXErrorDomain { return Errno(rawValue: CInt(clamping: error.code)) }
        if let inner = error.userInfo[NSUnderlyingErrorKey] as? any Error, let number = number(of: inner) {
            return number
        }
        guard error.domain == NSCocoaErrorDomain else { return nil }
        return switch CocoaError.Code(rawValue: error.code) {
        case .fileNoSuchFile, .fileReadNoSuchFile: .noSuchFileOrDirectory
        case .fileReadNoPermission, .fileWriteNoPermission: .permissionDenied
        case .fileWriteFileExists: .fileExists
        case .fileWriteOutOfSpace: .noSpace
        case .fileWriteVolumeReadOnly: .readOnlyFileSystem
        default: nil
        }
    }
}
