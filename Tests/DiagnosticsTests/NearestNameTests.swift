import Diagnostics
import Testing

@Suite struct NearestNameTests {
    @Test(arguments: [
        ("caes", "case"), ("Profile", "profile"), ("pofile", "profile"), ("proffile", "profile"), ("ruel", "rule"),
        ("persistense", "persistence"), ("porfiel", "profile"),
    ])
    func aSimilarNameIsFound(_ word: String, _ name: String) {
        #expect(nearestName(to: word, among: ["rule", "case", "profile", "persistence"]) == name)
    }

    @Test(arguments: ["", "x", "cheese", "profession", String(repeating: "profile", count: 100)])
    func aDifferentNameIsNotFound(_ word: String) {
        #expect(nearestName(to: word, among: ["rule", "case", "profile", ""]) == nil)
    }

    @Test func theMostSimilarNameIsReturned() {
        #expect(nearestName(to: "abcdefg", among: ["abcdexy", "abcdefx", "abcdefy"]) == "abcdefx")
    }
}
