using Weiguang.Ledger;
using Weiguang.Ledger.Domain;

namespace Weiguang.Tests.Ledger;

public class LedgerRaceTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private const int Callers = 40;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Many_callers_with_the_same_and_different_postings_settle_each_exactly_once(string database)
    {
        var app = await apps.On(database);
        var people = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToArray();
        var postings = Enumerable.Range(0, 200).Select(n => people[n % people.Length].Hours((n % 90) + 1)).ToArray();
        var isNew = 0;

        // Every posting is sent by several callers, in batches of different size and order, some of them through a transaction that is given up.
        await Parallel.ForEachAsync(Enumerable.Range(0, Callers), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (caller, ct) =>
        {
            using var scope = app.Scope();
            var mine = new Random(caller).GetItems(postings, 25).Concat(postings.Where((_, i) => i % Callers == caller)).ToArray();
            if (caller % 5 == 0)
            {
                await using (await scope.Db.Database.BeginTransactionAsync(ct))
                {
                    await scope.Get<LedgerBook>().PostAsync(mine, ct);
                }
            }

            foreach (var batch in mine.Chunk((caller % 7) + 1))
            {
                var transfers = await scope.Get<LedgerBook>().PostAsync(batch, ct);
                Interlocked.Add(ref isNew, transfers.Count(t => t.IsNew));
            }
        });

        using var check = app.Scope();
        Assert.Equal(postings.Length, isNew);
        Assert.Null((await check.Get<LedgerBook>().VerifyAsync(TestContext.Current.CancellationToken)).Difference);
        foreach (var person in people)
        {
            var expected = postings.Where(p => p.To == LedgerAccountKey.Person(person)).Sum(p => p.Amount);
            Assert.Equal(expected, await check.Get<LedgerBook>().BalanceAsync(person, LedgerUnit.Minutes, TestContext.Current.CancellationToken));
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_transfer_is_taken_back_by_one_of_many_callers(string database)
    {
        var app = await apps.On(database);
        var person = Guid.CreateVersion7();
        LedgerTransfer transfer;
        using (var scope = app.Scope())
        {
            transfer = await scope.Get<LedgerBook>().PostAsync(person.Hours(60), TestContext.Current.CancellationToken);
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var scope = app.Scope();
            return await scope.Get<LedgerBook>().ReverseAsync(transfer.Id, "更正", person);
        }));

        Assert.Single(answers, Reversal.Reversed);
        Assert.Equal(19, answers.Count(a => a == Reversal.AlreadyReversed));
        using var check = app.Scope();
        Assert.Equal(0, await check.Get<LedgerBook>().BalanceAsync(person, LedgerUnit.Minutes, TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Verifying_while_others_post_raises_no_false_alarm(string database)
    {
        var app = await apps.On(database);
        using var enough = new CancellationTokenSource();
        var posting = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                using var scope = app.Scope();
                await scope.Get<LedgerBook>().PostAsync([Guid.CreateVersion7().Hours(10), Guid.CreateVersion7().Hours(20)]);
            }
        })).ToList();

        using var auditor = app.Scope();
        var times = 0;
        do // On a busy machine ten looks are over before the first has posted.
        {
            Assert.Null((await auditor.Get<LedgerBook>().VerifyAsync(TestContext.Current.CancellationToken)).Difference);
        }
        while (++times < 10 || !(posting.Exists(p => p.IsCompleted) || await auditor.Db.Set<LedgerEntry>().AnyAsync(TestContext.Current.CancellationToken))); // Who stopped posting has failed, and says so below.

        await enough.CancelAsync();
        await Task.WhenAll(posting);
        Assert.NotEqual(0, await auditor.Db.Set<LedgerEntry>().CountAsync(TestContext.Current.CancellationToken));
    }
}
