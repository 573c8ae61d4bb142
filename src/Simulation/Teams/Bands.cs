using Weiguang.Simulation.People;
using Weiguang.Simulation.Regions;
using Weiguang.Teams;
using Weiguang.Teams.Domain;

namespace Weiguang.Simulation.Teams;

/// <summary>Founds the county's eight service teams, and in every township one that helps in the house and one of a group of people: 8+N.</summary>
internal sealed class Bands(Landscape land, IReadOnlyList<Helper> helpers, DateTime start, Chance chance)
{
    private static readonly (string Kind, string[] Categories, string[] Skills, string About)[] Services =
    [
        ("STD1", ["0010"], ["15", "08"], "把政策讲到炕头上、地头上。"),
        ("STD2", ["0008"], ["17", "21"], "送戏下乡，教秧歌、剪纸、二人转。"),
        ("STD3", ["0003"], ["08", "16"], "周末和寒暑假辅导孩子作业。"),
        ("STD4", ["0004", "0015"], ["01", "19"], "量血压、测血糖、教急救、带健身操。"),
        ("STD5", ["0007"], ["05", "22"], "教用智能手机，讲农业科技。"),
        ("STD6", ["0005"], ["04"], "写协议、讲法律、调纠纷。"),
        ("STD7", ["0006"], ["14", "99"], "清河道、捡白色垃圾、包卫生路段。"),
        ("STD8", ["0001", "0002", "0017"], ["03", "09", "14"], "帮困难家庭干活、送温暖。"),
    ];

    private static readonly string[] CountryGroups = ["P15", "P03", "P06", "P13", "P11", "P01"];
    private static readonly string[] TownGroups = ["P04", "P08", "P01", "P05", "P07", "P03", "P10"];

    public List<Band> Found()
    {
        var bands = new List<Band>();
        foreach (var (kind, categories, skills, about) in Services)
        {
            var able = helpers.Where(h => h.Profile.Skills.Intersect(skills).Any() || h.Profile.Categories.Contains(categories[0])).ToList();
            Found(bands, $"{land.Name}{NameOf(kind)}志愿服务队", kind, land.Code, able, chance.Between(8, 45), categories, about);
        }

        foreach (var township in land.Townships)
        {
            var own = helpers.Where(h => h.Villager.Township == township).ToList();
            var group = chance.Pick(township.IsUrban ? TownGroups : CountryGroups);
            Found(bands, $"{township.Name}帮帮志愿服务队", "STD8", township.Code, own, chance.Between(6, 24), ["0001", "0017"], "邻里守望，谁家有事搭把手。");
            Found(bands, $"{township.Name}{NameOf(group)}队", group, township.Code, own, chance.Between(5, 20), ["0001", "0006", "0017"], "每周五下午志愿服务日一起出门。");
        }

        return bands;
    }

    private void Found(List<Band> bands, string name, string kind, long division, List<Helper> able, int size, string[] categories, string about)
    {
        var old = able.Where(h => h.Villager.Person.CreatedAt < start).ToList();
        if (old.Count < 4)
        {
            return;
        }

        // One of those who have been at it longest leads, and leads no other team if that can be; the others come in when they are there.
        var chosen = chance.Some(old, size).OrderBy(h => h.Profile.JoinedAt).ToList();
        var head = chosen.Take((chosen.Count + 1) / 2).OrderBy(h => bands.Exists(b => b.Leader == h)).ThenByDescending(h => h.Zeal + h.Care).First();
        List<Helper> members = [head, .. chosen.Where(h => h != head).OrderByDescending(h => h.Zeal + h.Care)];
        var founded = head.Profile.JoinedAt.AddMinutes(chance.Between(30, 600));
        var mode = chance.Pick<(JoinMode Mode, double Share)>([(JoinMode.Open, 0.5), (JoinMode.Approval, 0.4), (JoinMode.Invite, 0.1)], m => m.Share).Mode;
        var (team, leader) = Team.Found(name, kind, division, members[0].Id, about, categories, mode, founded, chance.Id(founded));
        bands.Add(new(team, members, [leader, .. members.Skip(1).Select((m, i) => team.Admit(m.Id, i == 0 && size > 12 ? TeamRole.Deputy : TeamRole.Member, (m.Profile.JoinedAt > founded ? m.Profile.JoinedAt : founded).AddMinutes(i + 1)))]));
    }

    private static string NameOf(string kind) => TeamKinds.All.Single(k => k.Code == kind).Chinese;
}
