/// A parsed source, which can be run any number of times.
///
/// `@unchecked` because its constants are numbers, text and bytes, which never change.
struct Program: @unchecked Sendable {
    let statements: [Statement]
    let leftOut: LeftOutNames
}
