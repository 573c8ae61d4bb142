using Microsoft.Extensions.DependencyInjection;
using Weiguang.Ledger;
using Weiguang.Ledger.Domain;
using Weiguang.Tests.Ledger.Anchors;

namespace Weiguang.Tests.Ledger;

/// <summary>Everything that is posted stems from something of a module, and the module answers for it.</summary>
public class SourceAuditTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_posting_that_no_module_answers_for_is_a_fault(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        await scope.Get<LedgerBook>().PostAsync(Guid.CreateVersion7().Hours(30), Ct);
        Assert.True((await scope.VerifyAsync()).IsClean);
        await scope.Get<LedgerBook>().PostAsync(Guid.CreateVersion7().Hours(30) with { SourceKind = "nowhere" }, Ct);

        Assert.Equal(LedgerFault.Unaudited, (await scope.VerifyAsync()).Difference?.Fault);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Points_that_no_order_gave_are_a_fault(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        await scope.Get<LedgerBook>().PostAsync(Guid.CreateVersion7().Hours(30) with { Unit = LedgerUnit.Points, SourceKind = "order-reward", Evidence = null }, Ct);

        Assert.Equal(LedgerFault.Source, (await scope.VerifyAsync()).Difference?.Fault);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_reversal_of_less_than_was_given_or_of_nothing_is_a_fault(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        var (person, book) = (Guid.CreateVersion7(), scope.Get<LedgerBook>());
        var transfer = await book.PostAsync(person.Hours(60), Ct);
        await book.ReverseAsync(transfer.Id, "更正", person, Ct);
        Assert.True((await scope.VerifyAsync()).IsClean);
        var accounts = new[] { AnchorArrangements.AccountOf(person), AnchorArrangements.Issuer };
        await using (await scope.WithAllRightsAsync())
        {
            await scope.RewriteAsync(accounts, e => e.Reverses is null ? e.Amount : e.Amount / 2);
            Assert.Equal(LedgerFault.Source, (await scope.VerifyAsync()).Difference?.Fault);
        }

        await using (await scope.WithAllRightsAsync())
        {
            await scope.RewriteAsync(accounts, e => e.Reverses is null ? null : e.Amount);
            Assert.Equal(LedgerFault.Source, (await scope.VerifyAsync()).Difference?.Fault);
        }
    }

    [Fact]
    public async Task Each_kind_has_one_audit()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        using var scope = app.Scope();
        var kinds = scope.Get<IServiceProvider>().GetServices<ISourceAudit>().SelectMany(a => a.Kinds).Order().ToList();
        Assert.Equal(kinds.Distinct(), kinds);
        Assert.Contains(LedgerMove.ReversalKind, kinds);
    }
}
