using Weiguang.Kernel.Text;
using Weiguang.Messages;
using Weiguang.People.Telling;

namespace Weiguang.People;

/// <summary>A list of people that somebody may tell something.</summary>
/// <param name="Title">What it is called, at most 60 characters.</param>
/// <param name="Link">Where the message leads.</param>
/// <param name="Kind">Its arguments are the title, the words and the sender's name.</param>
public sealed record Audience(Guid Id, string Title, string Link, long DivisionCode, Guid? TeamId, MessageKind Kind);

/// <summary>Something that was told to everybody on a list.</summary>
/// <param name="At">The same for all of them.</param>
/// <param name="Sender">Who signed it.</param>
/// <param name="SentTo">How many it went to.</param>
/// <param name="People">Those of them who are on the list still; of who left since nothing is told any more.</param>
public sealed record SentBroadcast(DateTime At, string Sender, string Words, int SentTo, IReadOnlyList<Recipient> People);

/// <param name="ReadAt">Null while they have not opened it.</param>
public sealed record Recipient(string Name, DateTime? ReadAt);

/// <param name="People">How many it went to.</param>
/// <param name="Refusal">nobody, too-many, words, over; null when it was sent.</param>
public sealed record BroadcastReply(int People, string? Refusal = null);

/// <summary>
/// Tells everybody on a list something in the sender's own words, signed with their name, and writes down who sent what to how many: whoever runs the list reads it, and the staff of the place. The messages themselves
/// lie in people's boxes: who has read one is read from there. Whoever asks has made sure that the list is theirs.
/// </summary>
public sealed class BroadcastBook(AppDbContext db, MessageBox messages, Deliveries deliveries, PersonDirectory people)
{
    public const int MostPeople = 2000;
    public const int LongestWords = 300;

    /// <summary>So many are shown, the newest first.</summary>
    private const int Shown = 30;

    public async Task<BroadcastReply> SendAsync(Audience to, IReadOnlyCollection<Guid> recipients, string? words, CancellationToken ct)
    {
        var says = words?.Trim() ?? "";
        if (says.Length < 2 || ShortWords.IsLonger(says, LongestWords))
        {
            return new(0, "words");
        }

        if (recipients.Count is 0 or > MostPeople)
        {
            return new(0, recipients.Count == 0 ? "nobody" : "too-many");
        }

        var sender = db.Viewer.PersonId;
        var at = messages.PutAll(recipients, to.Kind, to.Link, to.Title, says, (await people.FindAsync(sender, ct))?.Name ?? "");
        db.Add(new Broadcast
        {
            AudienceId = to.Id,
            Kind = to.Kind.Code,
            Title = ShortWords.Of(to.Title, 60),
            Link = to.Link,
            SenderId = sender,
            DivisionCode = to.DivisionCode,
            TeamId = to.TeamId,
            Words = says,
            People = recipients.Count,
            At = at,
        });
        await db.SaveChangesAsync(ct);
        return new(recipients.Count);
    }

    /// <summary>What was sent to a list, the newest first.</summary>
    /// <param name="still">Who is on it now.</param>
    public async Task<IReadOnlyList<SentBroadcast>> ReadAsync(Audience of, IReadOnlyCollection<Guid> still, CancellationToken ct)
    {
        var sent = await db.Set<Broadcast>().IgnoreQueryFilters().AsNoTracking().Where(b => b.AudienceId == of.Id).OrderByDescending(b => b.At).Take(Shown).ToListAsync(ct);
        if (sent.Count == 0)
        {
            return [];
        }

        var read = (await deliveries.OfAsync(of.Kind, of.Link, still, sent.ConvertAll(b => b.At), ct)).ToLookup(d => d.At);
        var names = await people.NamesAsync(sent.Select(b => b.SenderId).Concat(read.SelectMany(d => d.Select(r => r.PersonId))), ct);
        return [.. sent.Select(b => new SentBroadcast(b.At, names.GetValueOrDefault(b.SenderId, ""), b.Words, b.People,
            [.. read[b.At].Select(d => new Recipient(names.GetValueOrDefault(d.PersonId, ""), d.ReadAt)).OrderBy(r => r.ReadAt is not null).ThenBy(r => r.Name, StringComparer.Ordinal)]))];
    }

    /// <summary>Why nothing was sent; a source phrase.</summary>
    public static string Words(string refusal) => refusal switch
    {
        "nobody" => Phrase.Of("名单上还没有人，不用发。"),
        "too-many" => Phrase.Of("名单上超过 2000 人，一次发不了。"),
        "over" => Phrase.Of("这份名单早就过去了，不能再给上面的人发消息。"),
        _ => Phrase.Of("请写 2 到 300 个字。"),
    };
}
