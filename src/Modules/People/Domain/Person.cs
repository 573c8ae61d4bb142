using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.People.Domain;

/// <summary>One human being with one account.</summary>
internal sealed class Person : IScoped<Person>
{
    private Person() { }

    public static Expression<Func<Person, Viewer, bool>> VisibleTo { get; } =
        (person, viewer) => viewer.All || person.Id == viewer.PersonId || (person.DivisionCode >= viewer.From && person.DivisionCode < viewer.To);

    public Guid Id { get; private init; }

    public string Name { get; private set; } = "";

    /// <summary>What the sealed name can be found by.</summary>
    public List<NamePart> NameParts { get; private init; } = [];

    public Sealed Phone { get; private set; }

    /// <summary>The blind index of the phone; its uniqueness lives in <see cref="PhoneEntry"/>.</summary>
    public string PhoneIndex { get; private set; } = "";

    /// <summary>Home, usually a village or community.</summary>
    public long DivisionCode { get; private set; }

    /// <summary>zh-CN, en or ru; null follows the browser.</summary>
    public string? Language { get; private set; }

    /// <summary>关怀版: large type and plain words.</summary>
    public bool ElderMode { get; private set; }

    /// <summary>"light" or "dark"; null follows the device.</summary>
    public string? Theme { get; private set; }

    public DateTime CreatedAt { get; private init; }

    /// <summary>When the person first signed in themselves. Null for people from a list: nobody is registered against their will.</summary>
    public DateTime? ConfirmedAt { get; private set; }

    /// <param name="confirmed">False for people imported from a list, who confirm by signing in.</param>
    public static Person Register(Guid id, string name, string phone, long divisionCode, Vault vault, DateTime now, bool confirmed = true) => new()
    {
        Id = id,
        Name = name,
        NameParts = Parts(id, name, vault),
        Phone = vault.Seal(Personal.Phone, phone),
        PhoneIndex = vault.Index(Personal.Phone, phone),
        DivisionCode = divisionCode,
        CreatedAt = now,
        ConfirmedAt = confirmed ? now : null,
    };

    public void Confirm(DateTime now) => ConfirmedAt ??= now;

    /// <summary>Needs the person with their <see cref="NameParts"/>.</summary>
    public void Rename(string name, Vault vault)
    {
        var parts = Parts(Id, name, vault);
        NameParts.RemoveAll(old => !parts.Exists(p => p.Part == old.Part));
        NameParts.AddRange(parts.Where(p => !NameParts.Exists(old => old.Part == p.Part)));
        Name = name;
    }

    public void Move(long divisionCode) => DivisionCode = divisionCode;

    public void UseElderMode() => ElderMode = true;

    private static List<NamePart> Parts(Guid id, string name, Vault vault) => [.. NamePart.Of(name, vault).Select(part => new NamePart { PersonId = id, Part = part })];

    internal sealed class Mapping : IEntityTypeConfiguration<Person>
    {
        public void Configure(EntityTypeBuilder<Person> person)
        {
            person.ToTable("people_person").InFamily("person", nameof(Id));
            person.HasKey(p => p.Id);
            person.Property(p => p.Id).ValueGeneratedNever();
            person.Property(p => p.Name).HasMaxLength(40).IsSealed(Personal.Name);
            person.Property(p => p.PhoneIndex).HasMaxLength(43);
            person.Property(p => p.Language).HasMaxLength(5);
            person.Property(p => p.Theme).HasMaxLength(5);
            person.HasMany(p => p.NameParts).WithOne().HasForeignKey(p => p.PersonId);
            person.HasIndex(p => new { p.DivisionCode, p.Id });
            person.HasIndex(p => new { p.CreatedAt, p.Id }); // The console's list of a whole province, newest first.
        }
    }
}

/// <summary>Which person a phone belongs to. Led by the blind index, so that a phone is taken once in the whole country, sharded or not.</summary>
internal sealed class PhoneEntry
{
    public required string PhoneIndex { get; init; }

    public required Guid PersonId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<PhoneEntry>
    {
        public void Configure(EntityTypeBuilder<PhoneEntry> entry)
        {
            entry.ToTable("people_phone").InFamily("phone", nameof(PhoneIndex)).IsInternal("Leads from a sealed phone to a person, who has a rule.");
            entry.HasKey(e => e.PhoneIndex);
            entry.Property(e => e.PhoneIndex).HasMaxLength(43);
        }
    }
}
