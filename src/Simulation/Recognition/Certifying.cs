using Microsoft.Extensions.Configuration;
using Weiguang.Hours;
using Weiguang.Kernel;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.People;
using Weiguang.Recognition.Certificates;
using Weiguang.Recognition.Certificates.Print;
using Weiguang.Regions;

namespace Weiguang.Simulation;

/// <summary>The volunteer of the demo has had a certificate made of the last twelve services, by the desk that makes them for everybody.</summary>
public sealed class Certifying(AppDbContext db, PersonDirectory people, RegionDirectory regions, Vault vault, PublicAddress site, IConfiguration configuration)
{
    private const int Lines = 12; // One sheet of paper.
    private const int MonthsBack = 6;

    internal async Task IssueAsync(Guid volunteer, DateTime now, CancellationToken ct)
    {
        var clock = new SetClock(now.AddHours(-20));
        var desk = new CertificateIssuer(db, new LedgerStatements(db, vault), new HoursFigures(db), new AnchorReader(db), people, regions, new Signatures(db, vault, clock), new CertificateFonts(configuration), vault, site, clock);
        var until = DateOnly.FromDateTime(clock.Now().ToShanghai()).AddDays(-1);
        var services = await desk.LinesAsync(volunteer, until.AddMonths(-MonthsBack), until, ct);
        if (services.Count > 0)
        {
            var last = services.TakeLast(Lines).ToList();
            await desk.IssueAsync(volunteer, new(last[0].Day, until, last.ConvertAll(l => l.Entry), DocumentShown.None, ShowsName: false), ct);
        }
    }
}
