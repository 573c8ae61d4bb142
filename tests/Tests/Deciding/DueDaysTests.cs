using FsCheck;
using FsCheck.Fluent;
using Weiguang.Cases;
using Weiguang.Cases.Inbox;
using Weiguang.Regions;

namespace Weiguang.Tests.Deciding;

/// <summary>A database sorts and cuts by when a case came in; that is right only as long as it is the same as by when it is due.</summary>
public class DueDaysTests
{
    private static readonly WorkCalendar Calendar = new(new HashSet<DateOnly> { new(2026, 9, 27) }, new HashSet<DateOnly> { new(2026, 10, 5), new(2026, 10, 6) });

    private static readonly DateTime Start = new(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void To_cut_by_when_it_came_in_is_to_cut_by_when_it_is_due()
    {
        var due = new DueDays(Calendar);
        var moments = Gen.Choose(0, 60 * 24 * 60).Select(m => Start.AddMinutes(m));
        var plans = from days in Gen.Choose(0, 10)
                    from came in moments.ListOf(20)
                    from cut in Gen.OneOf(moments, Gen.Elements(came.ToArray()).Select(at => due.Of(new Kind(days), at)))
                    select (Kind: new Kind(days), Cases: came.Select(at => new OpenCase { At = at }).ToList(), Cut: cut);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(plans.ToArbitrary(), plan =>
        {
            var (kind, cases, cut) = plan;
            Assert.Equal(cases.Where(c => due.Of(kind, c.At) < cut), due.Before(kind, cases.AsQueryable(), cut));
            Assert.Equal(cases.Where(c => due.Of(kind, c.At) > cut), due.After(kind, cases.AsQueryable(), cut, same: false));
            Assert.Equal(cases.Where(c => due.Of(kind, c.At) >= cut), due.After(kind, cases.AsQueryable(), cut, same: true));
            Assert.Equal(cases.OrderBy(c => c.At).Select(c => due.Of(kind, c.At)), cases.Select(c => due.Of(kind, c.At)).Order());
        }));
    }

    private sealed class Kind(int days) : CaseKind("test", "", "", days)
    {
        public override IQueryable<OpenCase> Open() => throw new NotSupportedException();

        public override Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct) => throw new NotSupportedException();
    }
}
