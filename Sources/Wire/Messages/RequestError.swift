/// The reason why a backend cannot process a request.
package enum RequestError: Error {
    case unknownMethod(String)
    case invalidParameters(WireError)
}
