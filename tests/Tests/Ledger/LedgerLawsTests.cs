using FsCheck;
using FsCheck.Fluent;
using Weiguang.Ledger;
using Weiguang.Ledger.Domain;

namespace Weiguang.Tests.Ledger;

/// <summary>Whatever is posted, repeated or taken back, in whatever order: the ledger agrees with itself and with a plain list of what counts.</summary>
public class LedgerLawsTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private const int People = 3;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Any_history_adds_up(string database)
    {
        var app = await apps.On(database);
        var step =
            from kind in Gen.Frequency((6, Gen.Constant(StepKind.Post)), (2, Gen.Constant(StepKind.Repeat)), (2, Gen.Constant(StepKind.Reverse)))
            from person in Gen.Choose(0, People - 1)
            from division in Gen.Choose(1, 2)
            from unit in Gen.Elements(Enum.GetValues<LedgerUnit>())
            from amount in Gen.Choose(1, 600)
            from pick in Gen.Choose(0, 1000)
            select new Step(kind, person, division, unit, amount, pick);
        Prop.ForAll(Gen.ListOf(Gen.NonEmptyListOf(step)).ToArbitrary(), batches => AddsUpAsync(app, batches).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    /// <summary>Each inner list is one batch: its postings go in together, its reversals after them.</summary>
    private static async Task AddsUpAsync(TestApp app, IList<List<Step>> batches)
    {
        using var scope = app.Scope();
        var book = scope.Get<LedgerBook>();
        var people = Enumerable.Range(0, People).Select(_ => Guid.CreateVersion7()).ToArray();
        var (sent, standing) = (new List<Posting>(), new Dictionary<Guid, Posting>());
        foreach (var batch in batches)
        {
            var postings = batch.Where(s => s.Kind != StepKind.Reverse).Select(s => s.ToPosting(people, sent)).ToList();
            sent.AddRange(postings);
            foreach (var (transfer, posting) in (await book.PostAsync(postings)).Zip(postings).Where(p => p.First.IsNew))
            {
                standing.Add(transfer.Id, posting);
            }

            foreach (var reverse in batch.Where(s => s.Kind == StepKind.Reverse && standing.Count > 0))
            {
                var victim = standing.Keys.Order().ElementAt(reverse.Pick % standing.Count);
                Assert.Equal(Reversal.Reversed, await book.ReverseAsync(victim, "更正", people[0]));
                standing.Remove(victim);
            }
        }

        foreach (var person in people)
        {
            foreach (var unit in Enum.GetValues<LedgerUnit>())
            {
                var expected = standing.Values.Where(p => p.To == LedgerAccountKey.Person(person) && p.Unit == unit).Sum(p => p.Amount);
                Assert.Equal(expected, await book.BalanceAsync(person, unit));
            }
        }

        Assert.Null((await book.VerifyAsync()).Difference);
        Assert.Equal(0, await scope.Db.Set<LedgerEntry>().SumAsync(e => e.Amount));
    }

    private enum StepKind
    {
        Post,
        Repeat,
        Reverse,
    }

    private sealed record Step(StepKind Kind, int Person, int Division, LedgerUnit Unit, int Amount, int Pick)
    {
        public Posting ToPosting(Guid[] people, List<Posting> sent) => Kind == StepKind.Repeat && sent.Count > 0
            ? sent[Pick % sent.Count] with { Amount = Amount }
            : people[Person].Hours(Amount) with { From = LedgerAccountKey.Issuer(Division), Unit = Unit };
    }
}
