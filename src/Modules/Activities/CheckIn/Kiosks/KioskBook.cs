using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Weiguang.Activities.CheckIn.Kiosks.Held;
using Weiguang.Activities.CheckIn.Kiosks.Logs;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.CheckIn;

/// <summary>What a phone is given when it becomes a kiosk. The key is never told again.</summary>
/// <param name="Head">What the first entry of its log names as the one before; empty when it keeps none.</param>
internal sealed record OpenedKiosk(Guid Id, string Key, DateTime ExpiresAt, string Head);

/// <summary>AES-256-GCM with the tag behind; the kiosk's id is bound in. What is inside: <see cref="KioskList"/>.</summary>
internal sealed record SealedRoster(string Iv, string Data, DateTime ExpiresAt, DateTime Now);

/// <summary>The list a kiosk keeps: names and shifts, and of the volunteer numbers only keyed fingerprints.</summary>
internal sealed record KioskList(string Title, string Salt, IReadOnlyList<string> Shifts, IReadOnlyList<KioskGuest> People);

/// <param name="Mark">Fingerprint of the whole number.</param>
/// <param name="Tail">The same of its last seven characters.</param>
/// <param name="Shifts">Places in <see cref="KioskList.Shifts"/>.</param>
/// <param name="Came">Had checked in when the list was taken.</param>
internal sealed record KioskGuest(string Name, string Mark, string Tail, IReadOnlyList<int> Shifts, bool Came);

/// <summary>Who a mark stands for.</summary>
internal sealed record Marked(Guid Id, string Name);

/// <summary>Sets up kiosks, hands them their lists, closes them. Whoever calls has made sure that the viewer runs the activity.</summary>
internal sealed class KioskBook(AppDbContext db, Roster roster, Vault vault, TimeProvider clock)
{
    /// <summary>So much of a number may be typed for who is on the list.</summary>
    public const int Tail = 7;

    private const int MarkLength = 22;

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<OpenedKiosk> OpenAsync(DoorView activity, string name, NewLog log, CancellationToken ct)
    {
        var (key, now) = (Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), clock.Now());
        var kiosk = new Kiosk
        {
            ActivityId = activity.Id,
            ByPersonId = db.Viewer.PersonId,
            Name = name,
            Key = vault.Seal(Personal.Key, key),
            LogKey = log.PublicKey,
            CreatedAt = now,
            ExpiresAt = (activity.EndsAt > now ? activity.EndsAt : now).ToShanghai().Date.AddDays(2).FromShanghai(), // The whole of the day after.
        };
        kiosk.Keep(kiosk.HasLog ? log.Begin(kiosk.Id, now) : kiosk.Log with { QuietAt = now });
        db.Add(kiosk);
        await db.SaveChangesAsync(ct);
        return new(kiosk.Id, key, kiosk.ExpiresAt, kiosk.LogHead);
    }

    public Task<Kiosk?> FindAsync(Guid activityId, Guid kioskId, CancellationToken ct) =>
        db.Set<Kiosk>().SingleOrDefaultAsync(k => k.ActivityId == activityId && k.Id == kioskId, ct);

    public Task<List<Kiosk>> ListAsync(Guid activityId, CancellationToken ct) =>
        db.Set<Kiosk>().AsNoTracking().Where(k => k.ActivityId == activityId).OrderByDescending(k => k.CreatedAt).ToListAsync(ct);

    /// <summary>False when there is no such kiosk.</summary>
    public async Task<bool> RevokeAsync(Guid activityId, Guid kioskId, bool lost, CancellationToken ct)
    {
        var kiosk = await FindAsync(activityId, kioskId, ct);
        kiosk?.Revoke(clock.Now(), lost);
        await db.SaveChangesAsync(ct);
        return kiosk is not null;
    }

    public async Task<SealedRoster> SealAsync(Kiosk kiosk, DoorView activity, DateTime deviceNow, CancellationToken ct)
    {
        var salt = Salt(kiosk.Id);
        var guests = from row in await roster.ReadAsync(activity.Id, null, ct)
                     group row by (row.VolunteerId, row.Name, row.Number) into person
                     select new KioskGuest(
                         person.Key.Name, Mark(salt, person.Key.Number), Mark(salt, person.Key.Number[^Math.Min(Tail, person.Key.Number.Length)..]),
                         [.. person.Select(r => activity.Shifts.Select(s => s.Id).ToList().IndexOf(r.ShiftId)).Where(i => i >= 0)], person.Any(r => r.Presence is not null));
        var list = new KioskList(activity.Title, salt, [.. activity.Shifts.Select(s => s.Label)], [.. guests]);
        kiosk.TakeRoster(deviceNow, clock.Now());
        await db.SaveChangesAsync(ct);
        var (iv, data) = Encrypt(vault.Open(Personal.Key, kiosk.Key), kiosk.Id, JsonSerializer.SerializeToUtf8Bytes(list, Web));
        return new(iv, data, kiosk.ExpiresAt, clock.Now());
    }

    /// <summary>Who is meant by a mark that one of these kiosks read. Two people with the same end of the number: whoever types has to type more.</summary>
    /// <param name="ends">Also by the last seven characters: only for what was read while the list was as it is now.</param>
    public async Task<Dictionary<(Guid Kiosk, string Mark), Marked>> MarksAsync(Guid activityId, IReadOnlyCollection<Guid> kiosks, bool ends, CancellationToken ct)
    {
        var rows = kiosks.Count == 0 ? [] : (await roster.ReadAsync(activityId, null, ct)).DistinctBy(r => r.VolunteerId).ToList();
        var marks = from kiosk in kiosks
                    let salt = Salt(kiosk)
                    from row in rows
                    from number in ends ? new[] { row.Number, row.Number[^Math.Min(Tail, row.Number.Length)..] }.Distinct() : [row.Number]
                    group new Marked(row.VolunteerId, row.Name) by (kiosk, Mark(salt, number));
        return marks.Where(m => m.Count() == 1).ToDictionary(m => m.Key, m => m.Single());
    }

    /// <summary>The number a kiosk says it read; null when it is not the one its mark stands for.</summary>
    public string? Believe(Kiosk kiosk, KioskScan scan) => scan.Number is { Length: > 0 and <= HeldScan.NumberMost } number && Is(kiosk, scan.Mark, number) ? number : null;

    /// <summary>Whether a mark of this kiosk stands for this number.</summary>
    public bool Is(Kiosk kiosk, string mark, string number) => Mark(Salt(kiosk.Id), number) == mark;

    /// <summary>The device in proofs.</summary>
    public string Fingerprint(Guid kioskId) => vault.Index(Personal.Key, $"kiosk:{kioskId:N}");

    public static string Mark(string salt, string number) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}:{number}")))[..MarkLength];

    private string Salt(Guid kioskId) => vault.Index(Personal.Key, $"kiosk-salt:{kioskId:N}");

    private static (string Iv, string Data) Encrypt(string key, Guid kioskId, byte[] plain)
    {
        var (iv, sealedBytes) = (RandomNumberGenerator.GetBytes(12), new byte[plain.Length + 16]);
        using var gcm = new AesGcm(Base64Url.DecodeFromChars(key), 16);
        gcm.Encrypt(iv, plain, sealedBytes.AsSpan(0, plain.Length), sealedBytes.AsSpan(plain.Length), Encoding.ASCII.GetBytes(kioskId.ToString()));
        return (Base64Url.EncodeToString(iv), Base64Url.EncodeToString(sealedBytes));
    }
}
