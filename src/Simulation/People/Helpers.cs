using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Simulation.Regions;

namespace Weiguang.Simulation.People;

/// <summary>Makes volunteers of people: what they can, like and when they have time.</summary>
internal sealed class Helpers(Landscape land, Census census, Vault vault, DateTime start, DateTime now, Chance chance)
{
    private readonly Dictionary<string, int> _serials = [];

    private static readonly (string Code, double Share)[] SkillShares =
    [
        ("03", 0.2), ("19", 0.09), ("01", 0.07), ("09", 0.06), ("14", 0.08), ("08", 0.08), ("04", 0.03), ("18", 0.03), ("05", 0.06), ("20", 0.09), ("17", 0.05),
        ("21", 0.07), ("23", 0.05), ("13", 0.06), ("10", 0.05), ("11", 0.04), ("15", 0.03), ("02", 0.04), ("22", 0.03), ("99", 0.06),
    ];

    private static readonly (string Code, double Weight)[] Liked =
    [
        ("0001", 30), ("0017", 28), ("0004", 11), ("0006", 14), ("0010", 13), ("0008", 8), ("0003", 8), ("0009", 7), ("0007", 5), ("0002", 6), ("0011", 4), ("0005", 3),
        ("0013", 3), ("0015", 3),
    ];

    /// <summary>Most joined long ago, some during the simulated days.</summary>
    public Helper Join(Settlement home)
    {
        var joined = chance.Happens(0.94) ? census.Since(1100) : start.AddMinutes(chance.Between(0, (int)(now - start).TotalMinutes - 1)).AddSeconds(chance.Between(0, 59));
        return Enrol(census.Candidate(home, joined));
    }

    public Helper Enrol(Villager villager, double? zeal = null)
    {
        var joined = villager.Person.CreatedAt.AddMinutes(4);
        var profile = Volunteer.Join(villager.Id, NumberOf(joined), villager.Home.Code, joined);
        profile.Offer(Likings(), Abilities(), Tongues(villager), Spare(start.Year - villager.BirthYear));
        profile.LiveAt(villager.Point, vault);
        var birth = new DateOnly(villager.BirthYear, chance.Between(1, 12), chance.Between(1, 28));
        profile.Identify(Sealed.Nothing, vault.Seal(Personal.BirthDate, birth.ToString("yyyy-MM-dd")));
        return new Helper(villager, profile) { Zeal = zeal ?? Math.Clamp(chance.Around(0.3, 0.7), 0.04, 1), Care = 1 - Math.Min(0.9, chance.Around(0.09, 0.8)) };
    }

    /// <summary>Real numbers are drawn by lot; here they are counted, so that no two are alike.</summary>
    private string NumberOf(DateTime joined)
    {
        var month = $"{joined.ToShanghai():yyMM}";
        return VolunteerNumber.Make(land.Code, joined, _serials[month] = _serials.GetValueOrDefault(month) + 1);
    }

    private string[] Likings()
    {
        var (count, liked) = (chance.Between(1, Volunteer.MostCategories), new SortedSet<string>());
        for (var i = 0; i < count; i++)
        {
            liked.Add(chance.Pick(Liked, c => c.Weight).Code);
        }

        return [.. liked];
    }

    private string[] Abilities() => [.. SkillShares.Where(s => chance.Happens(s.Share)).Select(s => s.Code)];

    private string[] Tongues(Villager villager)
    {
        (string Code, double Share)[] others =
            [("4889", villager.BirthYear > 1990 ? 0.22 : 0.03), ("4891", 0.01), ("4894", 0.01), ("4897", 0.015), ("4932", villager.Township.IsMongolian ? 0.5 : 0.02)];
        return ["4887", .. others.Where(o => chance.Happens(o.Share)).Select(o => o.Code)];
    }

    /// <summary>Four ways to have time: retired, on the land, employed, studying; each with its exceptions.</summary>
    private int Spare(int age)
    {
        var life = age >= 58 ? 0 : age < 24 ? 3 : chance.Happens(0.45) ? 1 : 2;
        var slots = 0;
        for (var day = 0; day < 8; day++)
        {
            for (var part = 0; part < 3; part++)
            {
                slots |= chance.Happens(Share(life, isOff: day >= 5, part)) ? AvailabilitySlots.Bit(AvailabilitySlots.Number(day, part)) : 0;
            }
        }

        return slots == 0 ? AvailabilitySlots.Bit(AvailabilitySlots.Number(5, 0)) : slots;
    }

    private static double Share(int life, bool isOff, int part) => (life, isOff, part) switch
    {
        (0, false, 2) => 0.15,
        (0, _, _) => 0.8,
        (1, _, 0) => 0.5,
        (1, _, 1) => 0.6,
        (1, _, _) => 0.3,
        (_, true, 2) => 0.4,
        (_, true, _) => 0.75,
        (2, false, 2) => 0.45,
        (3, false, 1) => 0.25,
        _ => 0.12,
    };
}
