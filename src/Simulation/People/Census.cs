using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Security;
using Weiguang.Simulation.Regions;
using Weiguang.Simulation.Words;

namespace Weiguang.Simulation.People;

/// <summary>Invents the people of a county and where they live.</summary>
internal sealed class Census(Landscape land, Phones phones, Vault vault, DateTime start, Chance chance)
{
    private readonly Dictionary<long, Township> _townships = land.Townships.SelectMany(t => t.Settlements.Select(s => (s.Code, t))).ToDictionary(x => x.Code, x => x.t);
    private readonly List<Settlement> _settlements = [.. land.Settlements];

    /// <summary>A settlement by how many people live in it.</summary>
    public Settlement Somewhere() => chance.Pick(_settlements, s => s.Weight);

    /// <summary>Somebody who asks for help, or for a parent: two thirds are sixty and older.</summary>
    public Villager Resident(Settlement home) => Person(home, Age((0.42, 70, 88), (0.25, 60, 70), (0.19, 38, 60), (0.14, 22, 38)), chance.Happens(0.58), Since(1000));

    /// <summary>Volunteers are women more often than men, and of every age from eighteen.</summary>
    public Villager Candidate(Settlement home, DateTime joinedAt) => Person(home, Age((0.16, 18, 28), (0.3, 28, 45), (0.34, 45, 60), (0.2, 60, 74)), chance.Happens(0.61), joinedAt);

    public Villager Employee(Settlement home) => Person(home, chance.Between(27, 57), chance.Happens(0.55), Since(400));

    /// <summary>An old woman, as the demo's resident is.</summary>
    public Villager OldWoman(Settlement home) => Person(home, chance.Between(73, 82), isWoman: true, Since(600));

    public Villager Person(Settlement home, int age, bool isWoman, DateTime createdAt)
    {
        var township = _townships[home.Code];
        var birthYear = start.Year - age;
        var phone = phones.Next();
        var name = NameBook.Of(chance, isWoman, birthYear, township.IsMongolian);
        var person = Weiguang.People.Domain.Person.Register(chance.Id(createdAt), name, phone, home.Code, vault, createdAt);
        if (age >= 65 && chance.Happens(0.6))
        {
            person.UseElderMode();
        }

        return new(person, phone, isWoman, birthYear, township, home, PointIn(township, home), AddressIn(township, home));
    }

    /// <summary>A moment up to so many days before the simulated time, in waking hours.</summary>
    public DateTime Since(int days, int atLeast = 1) => start.AddDays(-chance.Between(atLeast, days)).Date.AddMinutes(chance.Between(0, 13 * 60)).AddSeconds(chance.Between(0, 59));

    private int Age(params (double Share, int From, int To)[] bands)
    {
        var (_, from, to) = chance.Pick(bands, b => b.Share);
        return chance.Between(from, to - 1);
    }

    private GeoPoint PointIn(Township township, Settlement home)
    {
        var scatter = township.IsUrban ? 120 : 260;
        return Outline.Move(home.Point, chance.Normal(0, scatter), chance.Normal(0, scatter));
    }

    private string AddressIn(Township township, Settlement home) => township.IsUrban && !home.Name.EndsWith('村')
        ? $"{chance.Pick(Estates)}{chance.Between(1, 18)}号楼{chance.Between(1, 5)}单元{chance.Between(1, 6)}0{chance.Between(1, 3)}"
        : $"{home.Name}{chance.Pick(Groups)}{chance.Pick(Spots)}";

    private static readonly string[] Estates = ["福馨家园", "阳光小区", "粮食局家属楼", "春晖园", "府前小区", "向阳小区", "兴盛花园", "教师楼", "铁路家属楼", "和谐家园", "明珠小区"];

    private static readonly string[] Groups = ["一组", "二组", "三组", "四组", "五组", "前屯", "后屯", "东头", "西头"];

    private static readonly string[] Spots =
        ["第三家", "小卖店后院", "村部东边第二家", "红砖房，大门朝南", "蓝色铁皮大门", "水塔旁边", "老学校对面", "道北第一家", "井房西边", "卫生室隔壁", "门口有棵大柳树", "27号", "11号", "8号", "35号"];
}
