using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Security;

namespace Weiguang.People.Domain;

/// <summary>What a person offers as a volunteer.</summary>
internal sealed class Volunteer : IScoped<Volunteer>
{
    public const int MostCategories = 4;

    private Volunteer() { }

    public static Expression<Func<Volunteer, Viewer, bool>> VisibleTo { get; } =
        (volunteer, viewer) => viewer.All || volunteer.PersonId == viewer.PersonId || (volunteer.DivisionCode >= viewer.From && volunteer.DivisionCode < viewer.To);

    public Guid PersonId { get; private init; }

    /// <summary>Volunteer number; see <see cref="VolunteerNumber"/>.</summary>
    public string Number { get; private init; } = "";

    /// <summary>The division of the person, repeated here so that one index finds the volunteers of a place.</summary>
    public long DivisionCode { get; private set; }

    public string[] Categories { get; private set; } = [];

    public string[] Skills { get; private set; } = [];

    public string[] Languages { get; private set; } = [];

    /// <summary>Bit (code − 1) of the availability slots.</summary>
    public int Availability { get; private set; }

    /// <summary>Home rounded to 0.01 degrees.</summary>
    public double? AreaLat { get; private set; }

    public double? AreaLon { get; private set; }

    /// <summary>Home exactly, "lat,lon" in WGS-84.</summary>
    public Sealed Position { get; private set; } = Sealed.Nothing;

    public Sealed IdNumber { get; private set; } = Sealed.Nothing;

    /// <summary>yyyy-MM-dd, read off the ID number.</summary>
    public Sealed BirthDate { get; private set; } = Sealed.Nothing;

    public DateTime JoinedAt { get; private init; }

    /// <summary>False for people from a list until they sign in themselves; nobody dispatches them before.</summary>
    public bool Confirmed { get; private set; }

    public GeoPoint? Area => AreaLat is { } lat && AreaLon is { } lon ? new GeoPoint(lat, lon) : null;

    public static Volunteer Join(Guid personId, string number, long divisionCode, DateTime now, bool confirmed = true) => new()
    {
        PersonId = personId,
        Number = number,
        DivisionCode = divisionCode,
        JoinedAt = now,
        Confirmed = confirmed,
    };

    /// <param name="categories">At most four.</param>
    public void Offer(string[] categories, string[] skills, string[] languages, int availability)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(categories.Length, MostCategories);
        (Categories, Skills, Languages, Availability) = (categories, skills, languages, availability);
    }

    public void Move(long divisionCode) => DivisionCode = divisionCode;

    /// <summary>Remembers where the volunteer lives: sealed exactly, in clear only to about a kilometre.</summary>
    public void LiveAt(GeoPoint? home, Vault vault)
    {
        Position = home is { } exact ? vault.Seal(Personal.Position, FormattableString.Invariant($"{exact.Lat:F6},{exact.Lon:F6}")) : Sealed.Nothing;
        (AreaLat, AreaLon) = (home?.Coarse().Lat, home?.Coarse().Lon);
    }

    public void Identify(Sealed idNumber, Sealed birthDate) => (IdNumber, BirthDate) = (idNumber, birthDate);

    public void Confirm() => Confirmed = true;

    internal sealed class Mapping : IEntityTypeConfiguration<Volunteer>
    {
        public void Configure(EntityTypeBuilder<Volunteer> volunteer)
        {
            volunteer.ToTable("people_volunteer").InFamily("person", nameof(PersonId));
            volunteer.HasKey(v => v.PersonId);
            volunteer.Property(v => v.PersonId).ValueGeneratedNever();
            volunteer.HasOne<Person>().WithOne().HasForeignKey<Volunteer>(v => v.PersonId);
            volunteer.Property(v => v.Number).HasMaxLength(20);
            volunteer.Ignore(v => v.Area);
            volunteer.HasIndex(v => new { v.DivisionCode, v.PersonId });
        }
    }
}

/// <summary>Which person carries a volunteer number; led by the number, so that it is given once in the whole country.</summary>
internal sealed class NumberEntry
{
    public required string Number { get; init; }

    public required Guid PersonId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<NumberEntry>
    {
        public void Configure(EntityTypeBuilder<NumberEntry> entry)
        {
            entry.ToTable("people_volunteer_number").InFamily("volunteer-number", nameof(Number)).IsInternal("Leads from a number to a person, who has a rule.");
            entry.HasKey(e => e.Number);
            entry.Property(e => e.Number).HasMaxLength(20);
        }
    }
}
