using Weiguang.Ledger;
using Weiguang.Ledger.Domain;
using Weiguang.Recognition.Certificates.Print;
using Weiguang.Recognition.Domain;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;

namespace Weiguang.Tests.Simulation;

public class CountyAnchorTests(Counties counties) : IClassFixture<Counties>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Its_last_nights_are_anchored_and_the_certificate_names_the_anchor_of_its_day(string database)
    {
        var app = await counties.On(database);
        using var scope = app.Scope();
        var anchors = await scope.Db.Set<LedgerAnchor>().AsNoTracking().OrderBy(a => a.Number).ToListAsync(Ct);

        Assert.InRange(anchors.Count, 13, 14);
        Assert.All(anchors, a => Assert.Equal(new TimeOnly(3, 40), TimeOnly.FromDateTime(a.TakenAt.ToShanghai())));
        Assert.All(anchors.Zip(anchors.Skip(1)), pair => Assert.Equal(pair.First.TakenAt.AddDays(1), pair.Second.TakenAt));
        Assert.InRange(app.Clock.Now() - anchors[^1].TakenAt, TimeSpan.Zero, TimeSpan.FromDays(1));
        var verdict = await scope.Get<LedgerBook>().VerifyAsync(Ct);
        Assert.True(verdict.IsClean, $"{verdict.Difference}");
        foreach (var paper in await scope.Db.Set<Certificate>().ToListAsync(Ct))
        {
            var content = CertificateContent.Read(System.Text.Encoding.UTF8.GetBytes(scope.Get<Vault>().Open(Personal.Note, paper.Content)));
            Assert.Equal(anchors.Last(a => a.TakenAt <= paper.IssuedAt).Number, content.Anchor?.Number);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task After_the_demo_the_next_anchor_follows_the_last(string database)
    {
        await using var app = await Counties.CopyAsync(database);
        using var scope = app.Scope();
        await scope.Get<AnchorBook>().TakeAsync(Ct);
        var verdict = await scope.Get<LedgerBook>().VerifyAsync(Ct);
        Assert.True(verdict.IsClean, $"{verdict.Difference}");
    }
}
