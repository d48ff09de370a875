#include "synthetic/names.hpp"

#include <array>

namespace homeward::synthetic {

namespace {

using Names = std::span<const std::string_view>;
using N = std::string_view;

constexpr std::array kBritishGirls{
    N("Amelia"),  N("Ava"),      N("Bethany"), N("Chloe"),  N("Daisy"), N("Elsie"),
    N("Ellie"),   N("Evie"),     N("Freya"),   N("Grace"),  N("Holly"), N("Isla"),
    N("Jessica"), N("Keira"),    N("Lacey"),   N("Lexi"),   N("Lily"),  N("Maisie"),
    N("Mia"),     N("Millie"),   N("Molly"),   N("Paige"),  N("Poppy"), N("Rosie"),
    N("Ruby"),    N("Scarlett"), N("Skye"),    N("Summer"), N("Tilly"), N("Willow")};
constexpr std::array kBritishBoys{N("Alfie"),   N("Archie"),  N("Bailey"), N("Ben"),    N("Callum"),
                                  N("Charlie"), N("Connor"),  N("Daniel"), N("Dylan"),  N("Ethan"),
                                  N("Finley"),  N("Freddie"), N("George"), N("Harry"),  N("Harvey"),
                                  N("Jack"),    N("Jacob"),   N("Jayden"), N("Joshua"), N("Kai"),
                                  N("Leo"),     N("Logan"),   N("Mason"),  N("Noah"),   N("Oscar"),
                                  N("Reece"),   N("Riley"),   N("Ryan"),   N("Tyler"),  N("Zac")};
constexpr std::array kAsianGirls{N("Aisha"), N("Amira"), N("Anika"),  N("Fatima"),
                                 N("Hana"),  N("Leena"), N("Mariam"), N("Nadia"),
                                 N("Priya"), N("Sana"),  N("Yasmin"), N("Zara")};
constexpr std::array kAsianBoys{N("Adil"),  N("Ahmed"),  N("Amir"),  N("Arjun"),
                                N("Bilal"), N("Farhan"), N("Hamid"), N("Imran"),
                                N("Karim"), N("Omar"),   N("Rohan"), N("Yusuf")};
constexpr std::array kBlackGirls{N("Abena"), N("Adaeze"),   N("Aaliyah"), N("Chantelle"),
                                 N("Efua"),  N("Faith"),    N("Gloria"),  N("Kezia"),
                                 N("Naomi"), N("Precious"), N("Tiana"),   N("Zuri")};
constexpr std::array kBlackBoys{N("Abel"),    N("Chidi"),     N("Daniel"), N("Emmanuel"),
                                N("Isaiah"),  N("Jerome"),    N("Kofi"),   N("Kwame"),
                                N("Malachi"), N("Nathaniel"), N("Samuel"), N("Tobi")};
constexpr std::array kOtherGirls{N("Ana"),  N("Elira"), N("Helen"), N("Layla"), N("Lin"),
                                 N("Maya"), N("Mila"),  N("Rojin"), N("Selam"), N("Sofia")};
constexpr std::array kOtherBoys{N("Aland"), N("Arben"), N("Dara"),  N("Filmon"), N("Kawa"),
                                N("Luka"),  N("Minh"),  N("Nabil"), N("Rebin"),  N("Yonas")};

// Invented: an English word for a place, and an ending.
constexpr std::array kBritishFamilies{
    N("Alderwick"),   N("Ashbarrow"),  N("Birchmoor"),   N("Bramblecote"), N("Brackwell"),
    N("Cloverdyke"),  N("Coppershaw"), N("Dunmarsh"),    N("Elmthwaite"),  N("Fenbridge"),
    N("Foxlease"),    N("Gorsedale"),  N("Harrowmead"),  N("Hazelbeck"),   N("Heronsgate"),
    N("Hollinbrook"), N("Ivyclough"),  N("Kestleford"),  N("Larkhurst"),   N("Limewharf"),
    N("Marlpit"),     N("Millhaven"),  N("Nettlecombe"), N("Oakenshaft"),  N("Otterbourn"),
    N("Pebblewick"),  N("Quarrydene"), N("Ravenscar"),   N("Reedling"),    N("Rookfield"),
    N("Rushbeck"),    N("Saltmere"),   N("Sedgewater"),  N("Sparrowhill"), N("Stonecrop"),
    N("Tansyfield"),  N("Thornhope"),  N("Underlea"),    N("Wharfdown"),   N("Willowbank"),
    N("Wrenfield"),   N("Yarrowby")};
constexpr std::array kAsianFamilies{N("Ahmarwal"),  N("Bashirani"), N("Chandwari"), N("Darvesham"),
                                    N("Farooqwal"), N("Ghulzari"),  N("Husnain"),   N("Jamilpuri"),
                                    N("Kharwani"),  N("Mirzawal"),  N("Nadeemi"),   N("Patwari"),
                                    N("Rahimzad"),  N("Safdari")};
constexpr std::array kBlackFamilies{N("Abenkwa"),   N("Adebanwo"), N("Asantewa"),  N("Bolajide"),
                                    N("Campbrook"), N("Dankwari"), N("Ekundaye"),  N("Gordonhay"),
                                    N("Jallonke"),  N("Kamarawa"), N("Mensahene"), N("Nwabuezi"),
                                    N("Okonjide"),  N("Tesfalem")};
constexpr std::array kOtherFamilies{N("Berishaj"), N("Dragomin"), N("Ghebrezi"), N("Hamakar"),
                                    N("Karimand"), N("Kowalin"),  N("Lekaj"),    N("Nguyet"),
                                    N("Petrovan"), N("Rasulian"), N("Shirzade"), N("Wolderu")};

bool asian(Code e) {
  return e == "AIND" || e == "APKN" || e == "ABAN" || e == "AOTH" || e == "MWAS";
}
bool black(Code e) {
  return e == "BCRB" || e == "BAFR" || e == "BOTH" || e == "MWBC" || e == "MWBA";
}
bool of_other(Code e) {
  return e == "OOTH" || e == "CHNE" || e == "WOTH" || e == "WROM";
}

}  // namespace

Names given_names(Code e, Code sex) {
  const bool girl = sex == "F";
  if (asian(e)) return girl ? Names(kAsianGirls) : Names(kAsianBoys);
  if (black(e)) return girl ? Names(kBlackGirls) : Names(kBlackBoys);
  if (of_other(e)) return girl ? Names(kOtherGirls) : Names(kOtherBoys);
  return girl ? Names(kBritishGirls) : Names(kBritishBoys);
}

Names family_names(Code e) {
  if (asian(e)) return kAsianFamilies;
  if (black(e)) return kBlackFamilies;
  if (of_other(e)) return kOtherFamilies;
  return kBritishFamilies;
}

Names worker_given_names() {
  static constexpr std::array kNames{
      N("Abigail"), N("Aisha"),    N("Andrew"), N("Blessing"), N("Caroline"), N("Claire"),
      N("David"),   N("Deborah"),  N("Emma"),   N("Fiona"),    N("Funmi"),    N("Gareth"),
      N("Hannah"),  N("Helen"),    N("Imran"),  N("Joanne"),   N("Karen"),    N("Kate"),
      N("Laura"),   N("Lorraine"), N("Marcus"), N("Michelle"), N("Nadia"),    N("Natalie"),
      N("Olu"),     N("Paul"),     N("Priya"),  N("Rachel"),   N("Rosemary"), N("Sarah"),
      N("Simon"),   N("Tariq"),    N("Tracey"), N("Victoria"), N("Yvonne"),   N("Zainab")};
  return kNames;
}

}  // namespace homeward::synthetic
