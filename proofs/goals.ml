(* proofs/goals.ml: a plug-in of Frama-C. What a person asks of a goal that no solver showed, told by WP itself: of each a file
   GOAL.txt in the directory that HF_GOALS names: function, kind, where the clause stands and its text, what each solver said, and
   last, behind a line `--`, what is assumed and what is to be proved. `all` in that directory names the goals, a line each.
   It only looks: it is loaded by proofs/one.sh and changes no goal and no verdict. *)
open Cil_types
module Wpo = Wp.Wpo
module VCS = Wp.VCS

let one_line text = String.concat " " (List.filter (fun w -> w <> "") (String.split_on_char ' ' (String.map (function '\n' | '\t' -> ' ' | c -> c) text)))
let text pp x = one_line (Format.asprintf "%a" pp x)
let where (p : Filepath.position) = Printf.sprintf "%s:%d" (Filepath.Normalized.to_pretty_string p.pos_path) p.pos_lnum
let at loc = where (fst loc)

(* The lines of a source from the first to the last of a place, as they were written; a clause ends with a semicolon. *)
let source path =
  let lines = ref [] in
  (try
     let c = open_in path in
     (try while true do lines := String.trim (input_line c) :: !lines done with End_of_file -> ());
     close_in c
   with Sys_error _ -> ());
  Array.of_list (List.rev !lines)

let written ((from, til) : location) =
  let lines = source (from.Filepath.pos_path :> string) in
  let rec read n =
    if n > Array.length lines then []
    else
      let line = lines.(n - 1) in
      let goes_on = String.length line > 0 && line.[0] = '@' && not (String.contains line ';') in
      line :: (if n < til.pos_lnum || (goes_on && n < from.pos_lnum + 8) then read (n + 1) else [])
  in
  read from.pos_lnum

(* Frama-C takes `assigns \nothing` to stand where the function does: it is looked for in the lines before. *)
let has_word word line = List.mem word (String.split_on_char ' ' line)
let assigns_place ((from, _) as loc : location) =
  let lines = source (from.Filepath.pos_path :> string) in
  let at_line n : location = let p = { from with pos_lnum = n } in (p, p) in
  let rec up n = if n < 1 || n + 40 < from.pos_lnum then loc else if has_word "assigns" lines.(n - 1) then at_line n else up (n - 1) in
  if from.pos_lnum > Array.length lines || has_word "assigns" lines.(from.pos_lnum - 1) then loc else up (from.pos_lnum - 1)

let annotation goal a =
  let says word = List.mem word (String.split_on_char '_' goal) in
  match a.annot_content with
  | AAssert (_, p) ->
    (match p.tp_statement.pred_name with
     | "rte" :: names -> "run time error (rte): " ^ String.concat " " names
     | _ -> "assert")
  | AInvariant (_, true, _) when says "established" -> "loop invariant, established: when the loop begins"
  | AInvariant (_, true, _) when says "preserved" -> "loop invariant, preserved: one turn of the loop keeps it"
  | AInvariant _ -> "invariant"
  | AVariant _ when says "decrease" -> "loop variant, decreases"
  | AVariant _ when says "positive" -> "loop variant, is not negative"
  | AVariant _ -> "loop variant"
  | AAssigns _ -> "loop assigns: what the loop writes"
  | _ -> "annotation"

let rec kind goal = function
  | Property.IPPredicate { ip_kind = Property.PKEnsures (_, Normal); _ } -> "ensures"
  | Property.IPPredicate { ip_kind = Property.PKEnsures (_, Exits); _ } -> "exits"
  | Property.IPPredicate { ip_kind = Property.PKRequires _; _ } -> "requires"
  | Property.IPPredicate { ip_kind = Property.PKTerminates; _ } -> "terminates"
  | Property.IPCodeAnnot { ica_ca; _ } -> annotation goal ica_ca
  | Property.IPAssigns _ -> "assigns: what the function writes"
  | Property.IPLemma { il_name; _ } -> "lemma " ^ il_name
  | Property.IPPropertyInstance { ii_ip; _ } ->
    Printf.sprintf "precondition of %s, where it is called" (match Property.get_kf ii_ip with Some kf -> Kernel_function.get_name kf | None -> "-")
    ^ (match kind goal ii_ip with "requires" -> "" | other -> " (" ^ other ^ ")")
  | p -> text Property.short_pretty p

(* The clause itself: of a call, that of the function which is called. *)
let rec clause = function
  | Property.IPPropertyInstance { ii_ip; _ } -> clause ii_ip
  | p -> p

let verdict (r : VCS.result) =
  match r.verdict with
  | VCS.Valid -> "valid"
  | Unknown -> "unknown: it gave up"
  | Timeout -> "timeout"
  | Stepout -> "out of steps"
  | Failed -> "ended without an answer"
  | Invalid -> "invalid"
  | NoResult | Computing _ -> "not asked"

let solver out (p, (r : VCS.result)) =
  if p <> VCS.Qed then
    Printf.fprintf out "solver    %s: %s%s%s\n" (VCS.title_of_prover p) (verdict r)
      (if r.prover_time > 0. then Printf.sprintf " after %.1f s of the clock" r.prover_time else "")
      (if r.cached && r.verdict <> Failed then " (asked earlier)" else "")

let tell directory goal =
  let pid = goal.Wpo.po_pid in
  let property = Wp.WpPropId.property_of_id pid in
  let stated = clause property in
  let loc = match stated with Property.IPAssigns _ -> assigns_place (Property.location stated) | _ -> Property.location stated in
  let out = open_out (Filename.concat directory (goal.po_gid ^ ".txt")) in
  let say label words = Printf.fprintf out "%-9s %s\n" label words in
  say "goal" goal.po_gid;
  (match goal.po_idx with Wpo.Function (kf, _) -> say "function" (Kernel_function.get_name kf) | Wpo.Axiomatic _ -> ());
  say "kind" (kind goal.po_gid property);
  say "clause" (at loc);
  List.iter (say "") (written loc);
  say "read as" (text Property.pretty stated);
  (match property with
   | Property.IPPropertyInstance { ii_stmt; _ } ->
     say "call" (at (Cil_datatype.Stmt.loc ii_stmt));
     List.iter (say "") (written (Cil_datatype.Stmt.loc ii_stmt))
   | _ -> ());
  (match goal.po_formula with
   | Wpo.GoalAnnot { effect = Some (s, from); _ } ->
     say (match from with Wp.WpPropId.FromCall -> "call" | FromCode -> "write" | FromReturn -> "return") (at (Cil_datatype.Stmt.loc s));
     List.iter (say "") (written (Cil_datatype.Stmt.loc s))
   | _ -> ());
  List.iter (fun w -> say "warning" (text Wp.Warning.pretty w)) (Wpo.warnings goal);
  List.iter (solver out) (List.rev (Wpo.get_results goal));
  Printf.fprintf out "--\n%s\n" (String.trim (Format.asprintf "@[<v>%a@]" Wp.Pcond.pretty (snd (Wpo.compute goal))));
  close_out out

let run () =
  match Sys.getenv_opt "HF_GOALS" with
  | None -> ()
  | Some directory ->
    let left = ref [] in
    Wpo.iter ~on_goal:(fun g -> if not (Wpo.is_proved g || Wpo.is_smoke_test g) then left := g :: !left) ();
    Kernel.Unicode.without_unicode (fun () -> List.iter (tell directory) !left) ();
    let out = open_out (Filename.concat directory "all") in
    List.iter (fun g -> Printf.fprintf out "%s\n" g.Wpo.po_gid) (List.rev !left);
    close_out out

let () = Db.Main.extend run
