using Weiguang.Ledger;

namespace Weiguang.Tests.Ledger;

public class LedgerBookTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly Guid _person = Guid.CreateVersion7();

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_hour_given_stands_on_both_sides(string database)
    {
        using var scope = (await apps.On(database)).Scope();
        var book = scope.Get<LedgerBook>();
        var issuedBefore = await scope.IssuedAsync();

        var transfer = await book.PostAsync(_person.Hours(90), Ct);

        Assert.True(transfer.IsNew);
        Assert.Equal(90, await book.BalanceAsync(_person, LedgerUnit.Minutes, Ct));
        Assert.Equal(issuedBefore - 90, await scope.IssuedAsync());
        var line = Assert.Single((await book.EntriesAsync(_person, LedgerUnit.Minutes, ct: Ct)).Items);
        Assert.Equal((transfer.Id, 90L, 90L, EvidenceGrade.A), (line.TransferId, line.Amount, line.BalanceAfter, line.Evidence));
        Assert.Equal("送医陪诊", Assert.Single(line.Args));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Posting_again_changes_nothing_and_answers_the_first_transfer(string database)
    {
        using var scope = (await apps.On(database)).Scope();
        var book = scope.Get<LedgerBook>();
        var posting = _person.Hours(60);
        var first = await book.PostAsync(posting, Ct);

        var again = await book.PostAsync([posting, posting with { Amount = 600 }], Ct);

        Assert.All(again, t => Assert.Equal(new LedgerTransfer(first.Id, IsNew: false), t));
        Assert.Equal(60, await book.BalanceAsync(_person, LedgerUnit.Minutes, Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_order_pays_every_helper_once_in_each_unit(string database)
    {
        using var scope = (await apps.On(database)).Scope();
        var book = scope.Get<LedgerBook>();
        var (other, hours) = (Guid.CreateVersion7(), _person.Hours(60));

        var transfers = await book.PostAsync(
            [hours, hours with { To = LedgerAccountKey.Person(other) }, hours with { Unit = LedgerUnit.Points, Amount = 5, Evidence = null }, hours], Ct);

        Assert.Equal([true, true, true, false], transfers.Select(t => t.IsNew));
        Assert.Equal(60, await book.BalanceAsync(other, LedgerUnit.Minutes, Ct));
        Assert.Equal(5, await book.BalanceAsync(_person, LedgerUnit.Points, Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_transfer_is_taken_back_once_and_stays_on_record(string database)
    {
        using var scope = (await apps.On(database)).Scope();
        var book = scope.Get<LedgerBook>();
        var transfer = await book.PostAsync(_person.Hours(60), Ct);

        Assert.Equal(Reversal.Reversed, await book.ReverseAsync(transfer.Id, "并未到场", Guid.CreateVersion7(), Ct));
        Assert.Equal(Reversal.AlreadyReversed, await book.ReverseAsync(transfer.Id, "并未到场", Guid.CreateVersion7(), Ct));
        Assert.Equal(Reversal.UnknownTransfer, await book.ReverseAsync(Guid.CreateVersion7(), "无", Guid.CreateVersion7(), Ct));

        Assert.Equal(0, await book.BalanceAsync(_person, LedgerUnit.Minutes, Ct));
        var lines = (await book.EntriesAsync(_person, LedgerUnit.Minutes, ct: Ct)).Items;
        Assert.Equal([-60L, 60L], lines.Select(l => l.Amount));
        Assert.Equal((transfer.Id, lines[1].OccurredAt, "并未到场"), (lines[0].Reverses, lines[0].OccurredAt, lines[0].Args[0]));
        Assert.Equal(Reversal.IsItselfReversal, await book.ReverseAsync(lines[0].TransferId, "反悔", Guid.CreateVersion7(), Ct));
        Assert.False((await book.PostAsync(_person.Hours(60) with { SourceId = lines[1].SourceId }, Ct)).IsNew);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_posting_lives_and_dies_with_the_callers_transaction(string database)
    {
        using var scope = (await apps.On(database)).Scope();
        var book = scope.Get<LedgerBook>();
        await using (await scope.Db.Database.BeginTransactionAsync(Ct))
        {
            await book.PostAsync(_person.Hours(60), Ct);
            Assert.Equal(60, await book.BalanceAsync(_person, LedgerUnit.Minutes, Ct));
        }

        Assert.Equal(0, await book.BalanceAsync(_person, LedgerUnit.Minutes, Ct));
        await book.PostAsync(_person.Hours(30), Ct);
        Assert.Equal(30, await book.BalanceAsync(_person, LedgerUnit.Minutes, Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_long_statement_comes_in_pages(string database)
    {
        using var scope = (await apps.On(database)).Scope();
        var book = scope.Get<LedgerBook>();
        await book.PostAsync([.. Enumerable.Range(1, 70).Select(n => _person.Hours(n))], Ct);

        var amounts = new List<long>();
        for (var cursor = (string?)""; cursor is not null;)
        {
            var page = await book.EntriesAsync(_person, LedgerUnit.Minutes, cursor, Ct);
            amounts.AddRange(page.Items.Select(l => l.Amount));
            cursor = page.Next;
        }

        Assert.Equal(Enumerable.Range(1, 70).Reverse().Select(n => (long)n), amounts);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Others_see_nothing_of_an_account_and_staff_only_their_own_issuers(string database)
    {
        var app = await apps.On(database);
        using (var scope = app.Scope())
        {
            await scope.Get<LedgerBook>().PostAsync(_person.Hours(45), Ct);
        }

        Assert.Equal(45, await SeenBy(_person));
        Assert.Equal(0, await SeenBy(Guid.CreateVersion7()));
        Assert.Equal(0, await SeenBy(Guid.Empty));

        async Task<long> SeenBy(Guid viewer)
        {
            using var scope = app.Scope();
            scope.Get<Viewer>().Become(viewer);
            Assert.Equal(0, await scope.IssuedAsync());
            scope.Get<Viewer>().Become(viewer, 220882000000, 220883000000);
            Assert.Equal(0, await scope.IssuedAsync());
            scope.Get<Viewer>().Become(viewer, 220881000000, 220882000000);
            Assert.True(await scope.IssuedAsync() < 0);
            return await scope.Get<LedgerBook>().BalanceAsync(_person, LedgerUnit.Minutes, Ct);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nothing_but_a_positive_amount_between_two_accounts_is_posted(string database)
    {
        using var scope = (await apps.On(database)).Scope();
        var book = scope.Get<LedgerBook>();
        await Assert.ThrowsAnyAsync<ArgumentException>(() => book.PostAsync(_person.Hours(0), Ct));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => book.PostAsync(_person.Hours(-5), Ct));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => book.PostAsync(_person.Hours(5) with { From = LedgerAccountKey.Person(_person) }, Ct));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => book.PostAsync(_person.Hours(5) with { SourceKind = "reversal" }, Ct));
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => book.PostAsync(_person.Hours(5) with { To = default }, Ct));
        Assert.Equal(0, await book.BalanceAsync(_person, LedgerUnit.Minutes, Ct));
    }
}
