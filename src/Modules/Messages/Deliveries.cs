using Weiguang.Messages.Domain;

namespace Weiguang.Messages;

/// <summary>A message as it lies in somebody's box.</summary>
/// <param name="ReadAt">Null while they have not opened it.</param>
/// <param name="Arguments">As it was sent.</param>
public sealed record Delivery(Guid PersonId, DateTime At, DateTime? ReadAt, IReadOnlyList<string> Arguments);

/// <summary>What became of messages, for whoever sent them. It looks past the viewer's scope: whoever asks has made sure that they are theirs to ask about.</summary>
public sealed class Deliveries(AppDbContext db)
{
    /// <summary>Messages of one kind about one thing in the boxes of these people, the newest first.</summary>
    /// <param name="link">Where they lead.</param>
    /// <param name="moments">When they were sent (<see cref="MessageBox.PutAll"/>).</param>
    public async Task<IReadOnlyList<Delivery>> OfAsync(MessageKind kind, string link, IReadOnlyCollection<Guid> people, IReadOnlyCollection<DateTime> moments, CancellationToken ct) =>
        [.. (await db.Set<Message>().IgnoreQueryFilters().AsNoTracking().Where(m => people.Contains(m.PersonId) && moments.Contains(m.At) && m.Kind == kind.Code && m.Link == link)
            .OrderByDescending(m => m.At).ToListAsync(ct)).Select(m => new Delivery(m.PersonId, m.At, m.ReadAt, [.. m.Arguments.Select(a => $"{a}")]))];
}
