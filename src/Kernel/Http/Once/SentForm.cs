using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Kernel.Http;

/// <summary>A form that was sent and had its effect, kept some days so that sending it again leads to the same place.</summary>
internal sealed class SentForm
{
    public required Guid PersonId { get; init; }

    /// <summary>Made when the form was shown.</summary>
    public required Guid Id { get; init; }

    /// <summary>A keyed fingerprint of all that was filled in: the same form with other words is another wish.</summary>
    public required string Content { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Where the sender was led; empty until the form is settled.</summary>
    public string Location { get; init; } = "";

    /// <summary>The sentence shown there, with its tone before it.</summary>
    public Sealed Note { get; init; } = Sealed.Nothing;

    internal sealed class Mapping : IEntityTypeConfiguration<SentForm>
    {
        public void Configure(EntityTypeBuilder<SentForm> form)
        {
            form.ToTable("kernel_sent_form").InFamily("person", nameof(PersonId)).IsInternal("Forms by id, for who sent them to be led on.");
            form.HasKey(f => new { f.PersonId, f.Id });
            form.Property(f => f.Content).HasMaxLength(43);
            form.Property(f => f.Location).HasMaxLength(2000);
            form.HasIndex(f => f.At);
        }
    }
}
