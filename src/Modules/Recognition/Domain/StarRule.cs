using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Regions;

namespace Weiguang.Recognition.Domain;

/// <summary>How stars are earned in a division and everything below it, unless a division nearer has a rule of its own.</summary>
internal sealed class StarRule
{
    public const int Levels = 5;

    /// <summary>The dictionary star_level: 100, 300, 600, 1000, 1500 hours (民函〔2012〕340号).</summary>
    public static readonly StarRule National = new() { DivisionCode = 0 };

    /// <summary>0 for the whole country.</summary>
    public required long DivisionCode { get; init; }

    /// <summary>Credit hours of the five levels, rising.</summary>
    public int[] Hours { get; private set; } = [100, 300, 600, 1000, 1500];

    /// <summary>Working days of publicity.</summary>
    public int PublicityDays { get; private set; } = 3;

    /// <summary>How many months after a no the star may be proposed again.</summary>
    public int WaitMonths { get; private set; } = 12;

    public void Set(int[] hours, int publicityDays, int waitMonths)
    {
        if (!IsSound(hours, publicityDays, waitMonths))
        {
            throw new ArgumentException("Five rising thresholds, 1 to 30 days, 0 to 36 months.", nameof(hours));
        }

        (Hours, PublicityDays, WaitMonths) = (hours, publicityDays, waitMonths);
    }

    public static bool IsSound(int[] hours, int publicityDays, int waitMonths) =>
        hours.Length == Levels && hours[0] > 0 && hours[^1] <= 100_000 && hours.Zip(hours.Skip(1)).All(pair => pair.First < pair.Second)
        && publicityDays is >= 1 and <= 30 && waitMonths is >= 0 and <= 36;

    /// <summary>What it says, in one line.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{string.Join(',', Hours)};{PublicityDays};{WaitMonths}");

    /// <summary>Minutes that a level needs.</summary>
    public long MinutesOf(int level) => Hours[level - 1] * 60L;

    /// <summary>The highest level that so many minutes reach; 0 below the first.</summary>
    public int LevelAt(long minutes) => Hours.Count(hours => minutes >= hours * 60L);

    /// <summary>The division level that may certify a star: county for 1 and 2, city for 3 and 4, province for 5.</summary>
    public static int CertifierOf(int level) => level switch { <= 2 => 3, <= 4 => 2, _ => 1 };

    /// <summary>The rule of the division itself or of the nearest above it.</summary>
    public static StarRule Nearest(IReadOnlyDictionary<long, StarRule> rules, long divisionCode)
    {
        for (var code = divisionCode; code != 0; code = DivisionCodes.Parent(code))
        {
            if (rules.TryGetValue(code, out var rule))
            {
                return rule;
            }
        }

        return rules.GetValueOrDefault(0, National);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<StarRule>
    {
        public void Configure(EntityTypeBuilder<StarRule> rule)
        {
            rule.ToTable("recognition_star_rule").IsReference();
            rule.HasKey(r => r.DivisionCode);
            rule.Property(r => r.DivisionCode).ValueGeneratedNever();
            rule.Property(r => r.Hours).IsConcurrencyToken();
            rule.Property(r => r.PublicityDays).IsConcurrencyToken();
            rule.Property(r => r.WaitMonths).IsConcurrencyToken();
        }
    }
}
