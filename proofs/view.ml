(* proofs/view.ml: a plug-in of Frama-C. What the prover takes one file to be, read from Frama-C's own syntax tree: a line each,
   to the file that HF_VIEW names, with tabs between: kind, name, where it stands, its text, what of the logic it uses, and of a
   contract a digest in which parameters have no names. The text is Frama-C's, with macros expanded and types resolved, on one line.
     axiom lemma          in ACSL                      admit       a clause that is taken for granted
     definition           logic with a body            recursive   a definition that reaches itself
     abstract             logic without a body         ghost       code that only the prover sees
     defined bodyless     a function: its contract     other       any other annotation *)
open Cil_types

let out = ref stdout
let one_line text =
  let b = Buffer.create (String.length text) in
  let blank = ref true in
  String.iter
    (fun c ->
      match c with
      | ' ' | '\t' | '\n' | '\r' -> if not !blank then Buffer.add_char b ' '; blank := true
      | c -> Buffer.add_char b c; blank := false)
    text;
  String.trim (Buffer.contents b)

let text pp x =
  let b = Buffer.create 1000 in
  let f = Format.formatter_of_buffer b in
  Format.pp_set_margin f 1000000;
  Format.pp_set_max_indent f 999999;
  Format.fprintf f "%a@?" pp x;
  one_line (Buffer.contents b)

let file (loc : location) =
  Filepath.Normalized.to_pretty_string (fst loc).Filepath.pos_path

let say_with ?(digest = "") names kind name loc words =
  Printf.fprintf !out "%s\t%s\t%s\t%s\t%s\t%s\n" kind name (file loc) words (String.concat " " names) digest

let say kind name loc words = say_with [] kind name loc words

(* What a definition mentions. *)
let calls : (string, string list) Hashtbl.t = Hashtbl.create 500
let defined : (logic_info * location) list ref = ref []

class mentions =
  object
    inherit Visitor.frama_c_inplace
    val mutable found = []
    method found = found
    method! vlogic_info_use li =
      found <- li.l_var_info.lv_name :: found;
      Cil.DoChildren
  end

let mentioned visit =
  let v = new mentions in
  visit (v :> Visitor.frama_c_visitor);
  List.sort_uniq compare v#found

let is_defined li = match li.l_body with LBpred _ | LBterm _ | LBinductive _ -> true | _ -> false

let rec global = function
  | Dfun_or_pred (li, loc) as a ->
    let name = li.l_var_info.lv_name in
    (match li.l_body with
     | LBinductive _ -> say "other" name loc (text Printer.pp_global_annotation a)
     | _ ->
       let names = mentioned (fun v -> ignore (Visitor.visitFramacAnnotation v a)) in
       Hashtbl.add calls name names;
       say_with names (if is_defined li then "definition" else "abstract") name loc (text Printer.pp_global_annotation a));
    if is_defined li then defined := (li, loc) :: !defined
  | Daxiomatic (_, l, _, _) -> List.iter global l
  | Dlemma (name, _, _, p, _, loc) as a ->
    let kind = match p.tp_kind with Admit -> "axiom" | _ -> "lemma" in
    say kind name loc (text Printer.pp_global_annotation a)
  | Dtype (t, loc) as a -> say "abstract" t.lt_name loc (text Printer.pp_global_annotation a)
  | a -> say "other" "-" (Cil_datatype.Global_annotation.loc a) (text Printer.pp_global_annotation a)

(* Definitions on a way that comes back. Their text is the lemma that shows that it ends: each call of itself has a smaller value of
   one parameter, an integer, that is not negative there. A line for each parameter that might be the one. *)
exception No_measure

let reaches from =
  let seen = Hashtbl.create 50 in
  let rec go n =
    List.iter
      (fun m -> if not (Hashtbl.mem seen m) then (Hashtbl.add seen m (); go m))
      (try Hashtbl.find calls n with Not_found -> [])
  in
  go from;
  seen

(* A term of a condition as a predicate; of others nothing is made use of. *)
let condition t =
  let relation op a b = Some (Logic_const.prel (op, a, b)) in
  match t.term_node with
  | TBinOp (Lt, a, b) -> relation Rlt a b
  | TBinOp (Le, a, b) -> relation Rle a b
  | TBinOp (Gt, a, b) -> relation Rgt a b
  | TBinOp (Ge, a, b) -> relation Rge a b
  | TBinOp (Eq, a, b) -> relation Req a b
  | TBinOp (Ne, a, b) -> relation Rneq a b
  | _ -> None

(* The calls of itself in a definition, each with what holds there. *)
class calls_of name =
  object (self)
    inherit Visitor.frama_c_inplace
    val mutable guards : predicate list = []
    val mutable found : (predicate list * term list) list = []
    method found = found
    method private under p visit =
      let before = guards in
      (match p with Some p -> guards <- p :: guards | None -> ());
      visit ();
      guards <- before
    method private term t = ignore (Visitor.visitFramacTerm (self :> Visitor.frama_c_visitor) t)
    method private pred p = ignore (Visitor.visitFramacPredicate (self :> Visitor.frama_c_visitor) p)
    method private call li args = if li.l_var_info.lv_name = name then found <- (guards, args) :: found
    method! vterm t =
      match t.term_node with
      | Tif (c, a, b) ->
        let p = condition c in
        self#term c;
        self#under p (fun () -> self#term a);
        self#under (Option.map Logic_const.pnot p) (fun () -> self#term b);
        Cil.SkipChildren
      | Tapp (li, _, args) -> self#call li args; Cil.DoChildren
      | Tlambda _ | Tlet _ | Tcomprehension _ -> if self#inner t then raise No_measure else Cil.DoChildren
      | _ -> Cil.DoChildren
    method private inner t =
      List.mem name (mentioned (fun m -> ignore (Visitor.visitFramacTerm m t)))
    method! vpredicate p =
      match p.pred_content with
      | Pand (a, b) | Pimplies (a, b) -> self#pred a; self#under (Some a) (fun () -> self#pred b); Cil.SkipChildren
      | Por (a, b) -> self#pred a; self#under (Some (Logic_const.pnot a)) (fun () -> self#pred b); Cil.SkipChildren
      | Pif (c, a, b) ->
        let q = condition c in
        self#term c;
        self#under q (fun () -> self#pred a);
        self#under (Option.map Logic_const.pnot q) (fun () -> self#pred b);
        Cil.SkipChildren
      | Papp (li, _, args) -> self#call li args; Cil.DoChildren
      | Plet _ | Pforall _ | Pexists _ ->
        if List.mem name (mentioned (fun m -> ignore (Visitor.visitFramacPredicate m p))) then raise No_measure
        else Cil.SkipChildren
      | _ -> Cil.DoChildren
  end

let endings li loc =
  let open Logic_const in
  let name = li.l_var_info.lv_name in
  let self_only p = not (List.exists (fun m -> m = name) (mentioned (fun v -> ignore (Visitor.visitFramacPredicate v p)))) in
  let v = new calls_of name in
  (match li.l_body with
   | LBpred p -> ignore (Visitor.visitFramacPredicate (v :> Visitor.frama_c_visitor) p)
   | LBterm t -> ignore (Visitor.visitFramacTerm (v :> Visitor.frama_c_visitor) t)
   | _ -> raise No_measure);
  let falls i measure (guards, args) =
    let next = List.nth args i in
    let here = tvar measure in
    let p = pand (prel (Rle, tinteger 0, next), prel (Rlt, next, here)) in
    if not (self_only p) then raise No_measure;
    List.fold_left (fun p g -> if self_only g then pimplies (g, p) else p) p guards
  in
  List.iteri
    (fun i measure ->
      if measure.lv_type = Linteger then
        try
          let p = pands (List.map (falls i measure) (List.rev v#found)) in
          let used = List.filter (fun q -> Cil_datatype.Logic_var.Set.mem q (Cil.extract_free_logicvars_from_predicate p)) li.l_profile in
          let lemma = toplevel_predicate (pforall (used, p)) in
          say "recursive" name loc (text Printer.pp_global_annotation (Dlemma (name ^ "_ends", [], [], lemma, [], loc)))
        with No_measure -> ())
    li.l_profile

(* A definition that comes back to itself by way of another has no lemma. *)
let recursive () =
  List.iter
    (fun (li, loc) ->
      let name = li.l_var_info.lv_name in
      let seen = reaches name in
      if Hashtbl.mem seen name then begin
        say "recursive" name loc "-";
        let others = Hashtbl.fold (fun m () n -> if m <> name && Hashtbl.mem (reaches m) name then n + 1 else n) seen 0 in
        if others = 0 then try endings li loc with No_measure -> ()
      end)
    !defined

(* What is taken for granted, and what the compiler does not see, in a function. *)
class inside =
  object (self)
    inherit Visitor.frama_c_inplace
    method private here =
      match self#current_kf with
      | Some kf -> (Kernel_function.get_name kf, Kernel_function.get_location kf)
      | None -> ("-", Cil_datatype.Location.unknown)
    method private say : 'a. string -> (Format.formatter -> 'a -> unit) -> 'a -> unit =
      fun kind pp x -> let name, loc = self#here in say kind name loc (text pp x)
    method private judge p =
      if p.tp_kind = Admit then self#say "admit" Printer.pp_toplevel_predicate p
    method! vcode_annot a =
      (match a.annot_content with
       | AAssert (_, p) | AInvariant (_, _, p) -> self#judge p
       | AExtended _ -> self#say "other" Printer.pp_code_annotation a
       | _ -> ());
      Cil.DoChildren
    method! vspec spec =
      List.iter
        (fun b ->
          List.iter (fun p -> self#judge p.ip_content) (b.b_requires @ b.b_assumes @ List.map snd b.b_post_cond);
          if b.b_extended <> [] then self#say "other" Printer.pp_behavior b)
        spec.spec_behavior;
      Cil.DoChildren
    method! vstmt_aux s =
      if s.ghost then self#say "ghost" Printer.pp_stmt s;
      Cil.DoChildren
    method! vglob_aux g =
      (match g with
       | GVar (v, _, loc) | GVarDecl (v, loc) | GFunDecl (_, v, loc) when v.vghost ->
         say "ghost" v.vname loc (text Printer.pp_global g)
       | GFun (f, loc) when f.svar.vghost -> say "ghost" f.svar.vname loc (text Printer.pp_global g)
       | GAsm (_, loc) -> say "other" "-" loc (text Printer.pp_global g)
       | _ -> ());
      Cil.DoChildren
  end

(* The functions that our code names. *)
let named : (string, unit) Hashtbl.t = Hashtbl.create 100

class names =
  object
    inherit Visitor.frama_c_inplace
    method! vvrbl v = Hashtbl.replace named v.vname (); Cil.SkipChildren
  end

let ours loc =
  let f = file loc in
  f <> "" && f.[0] <> '/' && not (String.length f > 12 && String.sub f 0 12 = "FRAMAC_SHARE")

(* The same contract under other names of the parameters has the same digest. *)
let digest kf spec =
  let formals = Kernel_function.get_formals kf in
  let names = List.map (fun v -> v.vname) formals in
  let call v n =
    v.vname <- n;
    Option.iter (fun lv -> lv.lv_name <- n) v.vlogic_var_assoc
  in
  List.iteri (fun i v -> call v (Printf.sprintf "$%d" i)) formals;
  let words = text Printer.pp_funspec spec in
  List.iter2 call formals names;
  Digest.to_hex (Digest.string words)

let contract kf =
  let v = Kernel_function.get_vi kf in
  let loc = v.vdecl in
  let has_body = Kernel_function.is_definition kf in
  if has_body || ours loc || Hashtbl.mem named v.vname then begin
    let spec = Annotations.funspec ~populate:false kf in
    say_with ~digest:(digest kf spec)
      (mentioned (fun m -> ignore (Visitor.visitFramacFunspec m spec)))
      (if has_body then "defined" else "bodyless")
      v.vname loc
      (text Printer.pp_vdecl v ^ " " ^ text Printer.pp_funspec spec)
  end

let run () =
  match Sys.getenv_opt "HF_VIEW" with
  | None -> ()
  | Some path ->
    Ast.compute ();
    Kernel.Unicode.without_unicode
      (fun () ->
        out := open_out path;
        Annotations.iter_global (fun _ a -> global a);
        recursive ();
        Globals.Functions.iter (fun kf ->
            if Kernel_function.is_definition kf then
              ignore (Visitor.visitFramacFunction (new names) (Kernel_function.get_definition kf)));
        Globals.Functions.iter contract;
        Visitor.visitFramacFileSameGlobals (new inside) (Ast.get ());
        close_out !out)
      ()

let () = Db.Main.extend run
