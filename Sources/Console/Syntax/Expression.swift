/// An expression with its place, and the height of its tree, which the parser limits.
struct Expression {
    let kind: Kind
    let position: Position
    private let storedHeight: UInt8

    var height: Int { Int(storedHeight) }

    init(kind: Kind, position: Position, height: Int) {
        self.kind = kind
        self.position = position
        storedHeight = UInt8(clamping: height)
    }

    /// Constants and names, the leaves of every tree, need no allocation.
    enum Kind {
        case constant(Object)
        case name(String)
        indirect case attribute(Expression, String)
        indirect case item(Expression, Expression)
        indirect case slice(Expression, lower: Expression?, upper: Expression?, step: Expression?)
        indirect case call(Expression, [CallArgument])
        indirect case unary(UnaryOperator, Expression)
        /// A left-associative chain of any length: `a * b + c` is `a`, then `* b`, then `+ c`.
        indirect case binary(Expression, [(BinaryOperator, Expression)])
        indirect case comparison(Expression, [(ComparisonOperator, Expression)])
        case and([Expression])
        case or([Expression])
        indirect case not(Expression)
        indirect case conditional(condition: Expression, then: Expression, otherwise: Expression)
        case list([Expression])
        case tuple([Expression])
        case set([Expression])
        case dict([DictItem])
        indirect case starred(Expression)
        indirect case comprehension(Comprehension)
        indirect case lambda(LambdaParameters, Expression)
        case formatted([FormatPiece])
        indirect case walrus(String, Expression)
    }
}

extension Sequence<Expression> {
    /// The height of the tallest tree.
    var height: Int { reduce(0) { Swift.max($0, $1.height) } }
}

enum UnaryOperator: String {
    case minus = "-"
    case plus = "+"
    case invert = "~"
}

enum BinaryOperator: String {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case floorDivide = "//"
    case modulo = "%"
    case power = "**"
    case matrix = "@"
    case leftShift = "<<"
    case rightShift = ">>"
    case and = "&"
    case or = "|"
    case xor = "^"
}

enum ComparisonOperator: String {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case isIn = "in"
    case notIn = "not in"
    case isSame = "is"
    case isNot = "is not"
}

enum CallArgument {
    case positional(Expression)
    case unpacked(Expression)
    case keyword(String, Expression)
    case unpackedDict(Expression)

    var expression: Expression {
        switch self {
        case .positional(let value), .unpacked(let value), .keyword(_, let value), .unpackedDict(let value): value
        }
    }
}

enum DictItem {
    case pair(Expression, Expression)
    case unpacked(Expression)
}

/// A list, set or dict comprehension or a generator expression.
struct Comprehension {
    enum Form {
        case list, set, dict, generator
    }

    struct Clause {
        let target: Target
        let iterable: Expression
        var conditions: [Expression]
    }

    let form: Form
    let element: Expression
    /// The value expression of a dict comprehension, whose key is `element`.
    let value: Expression?
    let clauses: [Clause]
}

/// A piece of an f-string.
enum FormatPiece {
    case text(Str)
    case field(Expression, conversion: Character?, format: [FormatPiece])
}

struct LambdaParameters {
    struct Parameter {
        let name: String
        let fallback: Expression?
    }

    var positional: [Parameter] = []
    /// The number of positional parameters before a `/`.
    var positionalOnly = 0
    var rest: String?
    var keywordOnly: [Parameter] = []
    var keywords: String?
}

/// A target of an assignment.
indirect enum Target {
    case name(String, Position)
    case attribute(Expression, String, Position)
    case item(Expression, Expression, Position)
    case slice(Expression, lower: Expression?, upper: Expression?, step: Expression?, Position)
    case sequence([Target], Position)
    case starred(Target, Position)

    var position: Position {
        switch self {
        case .name(_, let position), .attribute(_, _, let position), .item(_, _, let position),
            .slice(_, _, _, _, let position), .sequence(_, let position), .starred(_, let position):
            position
        }
    }
}
