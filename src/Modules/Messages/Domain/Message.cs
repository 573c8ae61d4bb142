using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Messages.Domain;

/// <summary>A note to one person, kept as kind and arguments so that it reads in whatever language its reader chooses.</summary>
internal sealed class Message : IScoped<Message>
{
    public static Expression<Func<Message, Viewer, bool>> VisibleTo => (message, viewer) => viewer.All || message.PersonId == viewer.PersonId;

    public const int MostArguments = 1000;

    public required Guid PersonId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Code of its <see cref="MessageKind"/>.</summary>
    public required string Kind { get; init; }

    public required string ArgumentsJson { get; init; }

    /// <summary>Local address that the message leads to.</summary>
    public required string Link { get; init; }

    public required DateTime At { get; init; }

    public DateTime? ReadAt { get; private set; }

    public void Read(DateTime now) => ReadAt ??= now;

    public object[] Arguments => [.. JsonSerializer.Deserialize<string[]>(ArgumentsJson)!.Select(MessageBox.Read)];

    internal sealed class Mapping : IEntityTypeConfiguration<Message>
    {
        public void Configure(EntityTypeBuilder<Message> message)
        {
            message.ToTable("messages_message").InFamily("person", nameof(PersonId));
            message.HasKey(m => new { m.PersonId, m.Id });
            message.Property(m => m.Kind).HasMaxLength(MessageKind.LongestCode);
            message.Property(m => m.ArgumentsJson).HasMaxLength(MostArguments).IsSealed(Personal.Note);
            message.Property(m => m.Link).HasMaxLength(200);
            message.HasIndex(m => new { m.PersonId, m.ReadAt });
            message.HasIndex(m => new { m.PersonId, m.At }); // What was told to many at one moment.
        }
    }
}
