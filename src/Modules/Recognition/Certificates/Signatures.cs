using System.Security.Cryptography;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Recognition.Domain;

namespace Weiguang.Recognition.Certificates;

/// <summary>Signs and checks with ECDSA P-256 and SHA-256; the first signature makes the key pair, whose private half the vault seals.</summary>
internal sealed class Signatures(AppDbContext db, Vault vault, TimeProvider clock)
{
    private const DSASignatureFormat Format = DSASignatureFormat.Rfc3279DerSequence; // What openssl reads.

    public Task<List<SigningKey>> KeysAsync(CancellationToken ct) => db.Set<SigningKey>().AsNoTracking().OrderByDescending(k => k.KeyId).ToListAsync(ct);

    public async Task<(int KeyId, string Signature)> SignAsync(byte[] content, CancellationToken ct)
    {
        var key = await NewestAsync(ct);
        using var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(Convert.FromBase64String(vault.Open(Personal.Key, key.PrivateKey)), out _);
        return (key.KeyId, Convert.ToBase64String(pair.SignData(content, HashAlgorithmName.SHA256, Format)));
    }

    internal static bool Check(string publicKeyPem, byte[] content, string signature)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(publicKeyPem);
        return key.VerifyData(content, Convert.FromBase64String(signature), HashAlgorithmName.SHA256, Format);
    }

    private async Task<SigningKey> NewestAsync(CancellationToken ct)
    {
        if ((await KeysAsync(ct)).FirstOrDefault() is { } key)
        {
            return key;
        }

        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (publicKey, privateKey, now) = (pair.ExportSubjectPublicKeyInfoPem(), vault.Seal(Personal.Key, Convert.ToBase64String(pair.ExportPkcs8PrivateKey())).Text, clock.Now());
        // Whoever comes second, here or on another node, finds the first one's key: no error that would end the caller's transaction.
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO recognition_signing_key (key_id, public_key, private_key, created_at) VALUES (1, {publicKey}, {privateKey}, {now}) ON CONFLICT DO NOTHING", ct);
        return (await KeysAsync(ct))[0];
    }
}
