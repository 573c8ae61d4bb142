using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Weiguang.Kernel.Time;

namespace Weiguang.Kernel.Security;

/// <summary>
/// Signs and checks with ECDSA P-256 and SHA-256 (ES256), for every room that gives out what others must be able to check. The first signature makes the key pair, whose private half the vault
/// seals; a new pair signs from then on, and the public halves of all of them stay. What is signed names its form first, so that nothing passes for something else.
/// </summary>
public sealed class Signatures(AppDbContext db, Vault vault, TimeProvider clock)
{
    private const DSASignatureFormat Format = DSASignatureFormat.Rfc3279DerSequence; // What openssl reads.

    /// <summary>All of them, newest first.</summary>
    public Task<List<SigningKey>> KeysAsync(CancellationToken ct) => db.Set<SigningKey>().AsNoTracking().OrderByDescending(k => k.KeyId).ToListAsync(ct);

    public async Task<(int KeyId, string Signature)> SignAsync(byte[] content, CancellationToken ct)
    {
        var key = await NewestAsync(ct);
        return (key.KeyId, Sign(key, content));
    }

    /// <param name="key">Of the <see cref="NewestAsync"/>, for content that names its key.</param>
    /// <returns>ASN.1 DER in base64.</returns>
    public string Sign(SigningKey key, byte[] content)
    {
        using var pair = Open(key);
        return Convert.ToBase64String(pair.SignData(content, HashAlgorithmName.SHA256, Format));
    }

    public async Task<bool> IsGenuineAsync(int keyId, byte[] content, string signature, CancellationToken ct)
    {
        var key = await db.Set<SigningKey>().AsNoTracking().SingleOrDefaultAsync(k => k.KeyId == keyId, ct);
        return key is not null && Check(key.PublicKey, content, signature);
    }

    /// <summary>False for whatever is no signature of this content, also for what is no signature or no key at all.</summary>
    public static bool Check(string publicKeyPem, byte[] content, string signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(publicKeyPem);
            return key.VerifyData(content, Convert.FromBase64String(signature), HashAlgorithmName.SHA256, Format);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Whether the public half belongs to the private one that our vault sealed: nobody without the master key can put in a pair of their own.</summary>
    public bool IsOurs(SigningKey key)
    {
        try
        {
            using var pair = Open(key);
            return pair.ExportSubjectPublicKeyInfoPem() == key.PublicKey;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>The key that signs now; made when there is none.</summary>
    public async Task<SigningKey> NewestAsync(CancellationToken ct)
    {
        if ((await KeysAsync(ct)).FirstOrDefault() is { } key)
        {
            return key;
        }

        await MakeAsync(1, ct);
        return (await KeysAsync(ct))[0];
    }

    /// <summary>A new pair, which signs from now on; its number.</summary>
    public async Task<int> RotateAsync(CancellationToken ct)
    {
        var next = (await NewestAsync(ct)).KeyId + 1;
        await MakeAsync(next, ct);
        return next;
    }

    // Whoever comes second, here or on another node, finds the first one's key: no error that would end the caller's transaction.
    private async Task MakeAsync(int keyId, CancellationToken ct)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (publicKey, privateKey, now) = (pair.ExportSubjectPublicKeyInfoPem(), vault.Seal(Personal.Key, Convert.ToBase64String(pair.ExportPkcs8PrivateKey())).Text, clock.Now());
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO kernel_signing_key (key_id, public_key, private_key, created_at) VALUES ({keyId}, {publicKey}, {privateKey}, {now}) ON CONFLICT DO NOTHING", ct);
    }

    private ECDsa Open(SigningKey key)
    {
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(Convert.FromBase64String(vault.Open(Personal.Key, key.PrivateKey)), out _);
        return pair;
    }
}
