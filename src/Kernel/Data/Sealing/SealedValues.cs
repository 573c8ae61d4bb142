using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Weiguang.Kernel.Security;

namespace Weiguang.Kernel.Data;

/// <summary>Which parts of a query are sealed values, under the names that the query has given them so far.</summary>
internal sealed class SealedValues(IModel model)
{
    /// <summary>What carries a sealed value under another name, and whose it is.</summary>
    private readonly Dictionary<MemberInfo, string> _members = [];
    private readonly Dictionary<ParameterExpression, string> _elements = [];

    /// <summary>Whose sealed value this is, such as "Person.Name"; null when it is none.</summary>
    public string? By(Expression? value) => value switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert } convert => By(convert.Operand),
        ParameterExpression parameter => _elements.GetValueOrDefault(parameter),
        MemberExpression { Expression: { } of } member => _members.GetValueOrDefault(member.Member) ?? (IsOfRow(of) ? NameOf(of.Type, member.Member.Name) : null),
        MethodCallExpression { Method.Name: nameof(EF.Property), Arguments: [var of, ConstantExpression { Value: string property }] } => NameOf(of.Type, property),
        MethodCallExpression call when call.Type == typeof(string) && QueryParts.IsQuery(call) => ByItself(call), // The first of them.
        BinaryExpression { NodeType: ExpressionType.Coalesce } either => By(either.Left) ?? By(either.Right),
        ConditionalExpression either => By(either.IfTrue) ?? By(either.IfFalse),
        _ => null,
    };

    /// <summary>Of a sequence whose elements are sealed values themselves, or rows just made with one: whose.</summary>
    public string? ByElement(Expression source) => ByItself(source) ?? Made(QueryParts.Projection(source)).Select(part => By(part.Value)).FirstOrDefault(name => name is not null);

    /// <summary>A method of a query looks at the elements of this source one by one.</summary>
    public void Enter(LambdaExpression lambda, Expression source)
    {
        if (ByItself(source) is { } name)
        {
            _elements[lambda.Parameters[0]] = name;
        }
    }

    /// <summary>Rows are made so: what they carry of sealed values is sealed.</summary>
    public void Follow(Expression body)
    {
        foreach (var (member, value) in Made(body))
        {
            if (member is not null && By(value) is { } name)
            {
                _members[member] = name;
            }
        }
    }

    private string? ByItself(Expression source) => QueryParts.Projection(source) is { } body ? By(body) : null;

    private static IEnumerable<(MemberInfo? Member, Expression Value)> Made(Expression? body) => body switch
    {
        NewExpression anew => anew.Arguments.Select((value, i) => (anew.Members?[i], value)),
        MemberInitExpression init => init.Bindings.OfType<MemberAssignment>().Select(b => ((MemberInfo?)b.Member, b.Expression)),
        _ => [],
    };

    // A row that the program holds already is a value like any other.
    private static bool IsOfRow(Expression of) => of is MemberExpression { Expression: var inner } ? inner is not null && IsOfRow(inner) : of is not ConstantExpression;

    private string? NameOf(Type type, string property) => model.FindEntityType(type)?.FindProperty(property)?.IsSealed() == true ? $"{type.Name}.{property}" : null;
}
