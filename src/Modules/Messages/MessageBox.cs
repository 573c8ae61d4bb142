using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;
using Weiguang.Messages.Domain;

namespace Weiguang.Messages;

/// <summary>Puts messages into people's boxes, as part of the caller's transaction: told if and only if it happened.</summary>
public sealed class MessageBox(AppDbContext db, TimeProvider clock) : IUnread
{
    /// <summary>The page where messages are read.</summary>
    public const string Inbox = "/messages";

    /// <summary>Tells a person's open pages that something came for them.</summary>
    public const string Live = "/live/me";

    public string Href => Inbox;

    private const char TimeMark = '@';

    // Chinese stays as it is: escaped, a title and a reason would be longer than their column.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="link">Where the message leads, such as /orders/{id}.</param>
    public void Put(Guid personId, MessageKind kind, string link, params string[] arguments)
    {
        if (personId == Guid.Empty)
        {
            return;
        }

        db.Add(new Message { PersonId = personId, Kind = kind.Code, ArgumentsJson = Fitting(arguments), Link = link, At = clock.Now() });
        db.Announce(TopicOf(personId));
    }

    /// <summary>The same to many people, at one moment: by that it is known for one message.</summary>
    public DateTime PutAll(IReadOnlyCollection<Guid> people, MessageKind kind, string link, params string[] arguments)
    {
        var (now, said) = (clock.Now(), Fitting(arguments));
        foreach (var person in people)
        {
            db.Add(new Message { PersonId = person, Kind = kind.Code, ArgumentsJson = said, Link = link, At = now });
            db.Announce(TopicOf(person));
        }

        return now;
    }

    /// <summary>Whatever somebody wrote, the message about it is delivered: what is too long for it is told short.</summary>
    private static string Fitting(string[] arguments)
    {
        var json = JsonSerializer.Serialize(arguments, Plain);
        for (var most = 500; json.Length > Message.MostArguments && most > 0; most -= 50)
        {
            json = JsonSerializer.Serialize(arguments.Select(a => ShortWords.Of(a, most)), Plain);
        }

        return json;
    }

    /// <summary>A time as an argument: each reader sees it in Shanghai time and the own language's form.</summary>
    public static string Time(DateTime utc) => TimeMark + utc.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>From when to when, in the same way.</summary>
    public static string Span(DateTime fromUtc, DateTime toUtc) => $"{Time(fromUtc)}{TimeMark}{toUtc.ToString("O", CultureInfo.InvariantCulture)}";

    internal static string Read(string argument) =>
        argument.StartsWith(TimeMark) && argument.IndexOf(TimeMark, 1) is > 0 and var middle && Utc(argument.AsSpan(1, middle - 1)) is { } from && Utc(argument.AsSpan(middle + 1)) is { } to ? DayTime.Span(from, to) : ReadTime(argument);

    private static DateTime? Utc(ReadOnlySpan<char> text) => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var utc) ? utc : null;

    private static string ReadTime(string argument) =>
        argument.StartsWith(TimeMark) && DateTime.TryParse(argument.AsSpan(1), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var utc)
            ? DayTime.Of(utc)
            : argument;

    public static string TopicOf(Guid personId) => $"person:{personId}";

    public Task<int> CountAsync(Guid personId, CancellationToken ct) =>
        db.Set<Message>().CountAsync(m => m.PersonId == personId && m.ReadAt == null && !db.Set<MutedKind>().Any(k => k.PersonId == personId && k.Kind == m.Kind), ct);
}
