using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Weiguang.Kernel.Security;

namespace Weiguang.Kernel.Data;

/// <summary>
/// Refuses a query that does anything with what is sealed but show it: the same words are sealed otherwise each time, so the database would find everything or nothing and say no word.
/// It can tell empty from written; all else is compared after reading.
/// </summary>
internal sealed class SealedCheck : IQueryExpressionInterceptor
{
    /// <summary>One for the process: EF keeps all it knows by the interceptors that see queries, and another instance would have it begin anew.</summary>
    public static readonly SealedCheck Only = new();

    private SealedCheck() { }

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        if (eventData.Context is { } db)
        {
            new SealedLook(db.Model).Visit(queryExpression);
        }

        return queryExpression;
    }
}
