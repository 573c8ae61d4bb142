using System.Security.Cryptography;
using Weiguang.Kernel.Security;
using Weiguang.Ledger;
using Weiguang.Ledger.Anchors;
using Weiguang.Ledger.Domain;

namespace Weiguang.Tests.Ledger.Anchors;

/// <summary>What somebody does who has all rights on the database and knows how the program hashes, but has no master key.</summary>
public class AnchorTamperingTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_tail_cut_on_both_sides_with_its_chains_rewritten_is_found(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        var person = (await scope.ThreeDaysAsync(app))[0];
        await using var undone = await scope.WithAllRightsAsync();
        var gone = await scope.Db.Set<LedgerEntry>().Where(e => e.AccountId == AnchorArrangements.AccountOf(person) && e.Sequence >= 3).Select(e => e.TransferId).ToListAsync(Ct);
        await scope.RewriteAsync([AnchorArrangements.AccountOf(person), AnchorArrangements.Issuer], e => gone.Contains(e.TransferId) ? null : e.Amount);

        await FoundAsync(scope, LedgerFault.Anchored);
        await scope.Db.Set<LedgerHead>().ExecuteDeleteAsync(Ct); // And what the anchors fixed.
        await FoundAsync(scope, LedgerFault.Anchored, LedgerFault.Anchor);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_whole_account_taken_away_on_both_sides_is_found(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        var account = AnchorArrangements.AccountOf((await scope.ThreeDaysAsync(app))[1]);
        await using var undone = await scope.WithAllRightsAsync();
        await scope.RewriteAsync([account, AnchorArrangements.Issuer], e => e.AccountId == account || e.CounterpartyId == account ? null : e.Amount);
        await scope.Db.Set<LedgerAccount>().Where(a => a.AccountId == account).ExecuteDeleteAsync(Ct);

        await FoundAsync(scope, LedgerFault.NoAccount, LedgerFault.Anchored);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Hours_minted_with_right_hashes_and_dated_back_are_found(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        var known = (await scope.ThreeDaysAsync(app))[2];
        Assert.True((await scope.VerifyAsync()).IsClean);
        foreach (var person in (Guid[])[known, Guid.CreateVersion7()])
        {
            await using var undone = await scope.WithAllRightsAsync();
            await scope.Get<LedgerBook>().PostAsync(person.Hours(6000), Ct);
            await scope.RewriteAsync([AnchorArrangements.AccountOf(person), AnchorArrangements.Issuer], e => e.Amount, e => Math.Abs(e.Amount) == 6000 ? e.RecordedAt.AddDays(-2) : e.RecordedAt);

            await FoundAsync(scope, LedgerFault.Anchored);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Both_legs_raised_with_their_hashes_rewritten_are_found(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        var account = AnchorArrangements.AccountOf((await scope.ThreeDaysAsync(app))[1]);
        await using var undone = await scope.WithAllRightsAsync();
        await scope.RewriteAsync([account, AnchorArrangements.Issuer], e => e.AccountId == account || e.CounterpartyId == account ? e.Amount * 10 : e.Amount);

        await FoundAsync(scope, LedgerFault.Anchored);
        foreach (var head in await scope.Db.Set<LedgerHead>().AsNoTracking().ToListAsync(Ct)) // And the heads put right.
        {
            var hash = await scope.Db.Set<LedgerEntry>().Where(e => e.AccountId == head.AccountId && e.Sequence == head.Sequence).Select(e => e.Hash).SingleAsync(Ct);
            await scope.Db.Set<LedgerHead>().Where(h => h.AccountId == head.AccountId && h.Sequence == head.Sequence).ExecuteUpdateAsync(h => h.SetProperty(x => x.Hash, hash), Ct);
        }

        await FoundAsync(scope, LedgerFault.Anchor);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_anchor_that_is_missing_or_changed_is_found(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        await scope.ThreeDaysAsync(app);
        Assert.Equal(3, (await scope.VerifyAsync()).LastAnchor!.Value.Number);
        string[] crimes =
        [
            "DELETE FROM ledger_anchor WHERE number = 1", "DELETE FROM ledger_anchor WHERE number = 2", "DELETE FROM ledger_anchor WHERE number = 3",
            "DELETE FROM ledger_anchor WHERE number = 2; DELETE FROM ledger_head WHERE anchor_number = 2; UPDATE ledger_anchor SET number = 2 WHERE number = 3; UPDATE ledger_head SET anchor_number = 2 WHERE anchor_number = 3",
            "DELETE FROM ledger_anchor WHERE number = 1; DELETE FROM ledger_head WHERE anchor_number = 1",
            "UPDATE ledger_anchor SET size = size + 1 WHERE number = 2", "UPDATE ledger_anchor SET changes = changes + 1 WHERE number = 3", "UPDATE ledger_anchor SET key_id = 7 WHERE number = 1",
            "UPDATE ledger_anchor SET root = changes_root WHERE number = 2", "UPDATE ledger_anchor SET signature = (SELECT signature FROM ledger_anchor WHERE number = 1) WHERE number = 2",
            "UPDATE ledger_anchor SET signature = 'x' WHERE number = 2", "UPDATE ledger_anchor SET tiles = (SELECT tiles FROM ledger_anchor WHERE number = 1) WHERE number = 2",
            "UPDATE ledger_anchor SET previous = (SELECT previous FROM ledger_anchor WHERE number = 1) WHERE number = 3",
            "UPDATE ledger_anchor SET taken_at = (SELECT taken_at FROM ledger_anchor WHERE number = 1) WHERE number = 3",
            "DELETE FROM ledger_head WHERE anchor_number = 2", "UPDATE ledger_head SET anchor_number = 3 WHERE anchor_number = 2", "UPDATE ledger_head SET anchor_number = 4 WHERE anchor_number = 2",
        ];
        foreach (var crime in crimes)
        {
            await using var undone = await scope.WithAllRightsAsync();
            await scope.Db.Database.ExecuteSqlRawAsync(crime, Ct);
            Assert.True((await scope.VerifyAsync()).Difference?.Fault is LedgerFault.Anchor or LedgerFault.Anchored, crime);
        }

        Assert.True((await scope.VerifyAsync()).IsClean);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_anchor_signed_again_with_a_foreign_key_is_found(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        await scope.ThreeDaysAsync(app);
        await using var undone = await scope.WithAllRightsAsync();
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var last = await scope.Db.Set<LedgerAnchor>().AsNoTracking().SingleAsync(a => a.Number == 3, Ct);
        var signature = Convert.ToBase64String(pair.SignData(last.Content(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        await scope.Db.Set<LedgerAnchor>().Where(a => a.Number == 3).ExecuteUpdateAsync(a => a.SetProperty(x => x.Signature, signature), Ct);
        await FoundAsync(scope, LedgerFault.Anchor);

        var pem = pair.ExportSubjectPublicKeyInfoPem(); // And the key is put beside ours, or in its place.
        await scope.Db.Set<SigningKey>().ExecuteUpdateAsync(k => k.SetProperty(x => x.PublicKey, pem), Ct);
        await FoundAsync(scope, LedgerFault.SigningKey);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_database_refuses_to_change_or_delete_anchors(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        await scope.ThreeDaysAsync(app);
        foreach (var crime in (string[])["UPDATE ledger_anchor SET size = 0", "DELETE FROM ledger_anchor", "UPDATE ledger_head SET sequence = 9", "DELETE FROM ledger_head"])
        {
            Assert.Contains("ledger", (await Assert.ThrowsAnyAsync<Exception>(() => scope.Db.Database.ExecuteSqlRawAsync(crime, Ct))).Message, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_newest_anchors_cut_off_with_all_they_kept_are_found_by_the_files_that_were_dropped(string database)
    {
        var folder = Directory.CreateTempSubdirectory("anchors");
        await using var app = await TestApp.StartAsync(database, (AnchorFolder.Setting, folder.FullName));
        using var scope = app.Scope();
        await scope.ThreeDaysAsync(app);
        Assert.Equal(["anchor-000001.json", "anchor-000002.json", "anchor-000003.json"], folder.GetFiles().Select(f => f.Name).Order());
        Assert.True((await scope.VerifyAsync()).IsClean);
        await using (await scope.WithAllRightsAsync())
        {
            await scope.Db.Database.ExecuteSqlRawAsync("DELETE FROM ledger_anchor WHERE number = 3; DELETE FROM ledger_head WHERE anchor_number = 3", Ct);
            await FoundAsync(scope, LedgerFault.Anchor);
        }

        folder.GetFiles()[0].Delete(); // What was lost is dropped again with the next.
        await scope.AnchorAsync();
        Assert.Equal(4, folder.GetFiles().Length);
        await File.WriteAllTextAsync(folder.GetFiles()[0].FullName, "{", Ct);
        await FoundAsync(scope, LedgerFault.Anchor);
        folder.Delete(recursive: true);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_witness_signs_beside_and_nobody_else_for_them(string database)
    {
        var folder = Directory.CreateTempSubdirectory("anchors").FullName;
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(Path.Combine(folder, "audit.pem"), pair.ExportSubjectPublicKeyInfoPem(), Ct);
        await using var app = await TestApp.StartAsync(database, (AnchorFolder.Setting, folder), ("Ledger:Witnesses:audit", Path.Combine(folder, "audit.pem")));
        using var scope = app.Scope();
        await scope.ThreeDaysAsync(app);
        var (content, file) = ((await scope.Db.Set<LedgerAnchor>().AsNoTracking().SingleAsync(a => a.Number == 2, Ct)).Content(), Path.Combine(folder, "anchor-000002.audit.sig"));

        await File.WriteAllBytesAsync(file, pair.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence), Ct);
        Assert.Null((await scope.VerifyAsync()).Difference);
        await File.WriteAllTextAsync(file, Convert.ToBase64String(pair.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)) + "\n", Ct);
        Assert.Null((await scope.VerifyAsync()).Difference);
        await File.WriteAllBytesAsync(file, other.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence), Ct);
        await FoundAsync(scope, LedgerFault.Anchor);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task FoundAsync(TestScope scope, params LedgerFault[] faults)
    {
        var difference = (await scope.VerifyAsync()).Difference;
        Assert.True(difference is not null && faults.Contains(difference.Fault), $"{string.Join(" or ", faults)} expected, found {difference}.");
    }
}
